/** An id: in code type, shortened by the layout where it is long, whole in the title. */
export function IdText({ id }: { id: string | null | undefined }) {
  if (!id) return <span className="faint">–</span>;
  return (
    <span className="code id-text" title={id}>
      {id}
    </span>
  );
}
