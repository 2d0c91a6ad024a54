/** Where figures will stand: grey lines of about their size, announced once. */
export function Skeleton({ lines, label = 'Loading' }: { lines: number; label?: string }) {
  return (
    <div className="skeleton" role="status">
      <span className="hidden-visually">{label}…</span>
      {Array.from({ length: lines }, (_, index) => (
        <span key={index} className="skeleton__line" />
      ))}
    </div>
  );
}
