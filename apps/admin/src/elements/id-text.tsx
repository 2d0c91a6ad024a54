const END_LENGTH = 8;

/** An id in code type: shortened in the middle where it is long, yet copied whole. */
export function IdText({ id }: { id: string | null | undefined }) {
  if (!id) return <span className="faint">–</span>;
  return (
    <span className="code id-text" title={id}>
      <span className="id-text__start">{id.slice(0, -END_LENGTH)}</span>
      <span>{id.slice(-END_LENGTH)}</span>
    </span>
  );
}
