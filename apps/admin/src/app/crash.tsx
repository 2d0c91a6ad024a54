/** What is left to say when the page itself is broken. */
export function Crash({ error }: { error: unknown }) {
  return (
    <main className="gate">
      <div className="notice notice--error" role="alert">
        <h1 className="notice__title">The page broke</h1>
        <p>Nothing happened to the ledger. Reload the page; if it breaks again, report this message:</p>
        <p className="code">{error instanceof Error ? error.message : String(error)}</p>
        <button type="button" className="button" onClick={() => location.reload()}>
          Reload
        </button>
      </div>
    </main>
  );
}
