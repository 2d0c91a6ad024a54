import { useEffect, type ReactNode } from 'react';

interface PageHeadProps {
  readonly title: string;
  /** Where an id is no heading for the window's title. */
  readonly windowTitle?: string;
  readonly note?: ReactNode;
  readonly above?: ReactNode;
  readonly children?: ReactNode;
}

/** The heading of a view, which also names the window; beside it stands how fresh the view is. */
export function PageHead({ title, windowTitle = title, note, above, children }: PageHeadProps) {
  useEffect(() => {
    document.title = `${windowTitle} · Ledgerline`;
  }, [windowTitle]);
  return (
    <div className="page-head">
      <div className="page-head__title">
        {above}
        <h1>{title}</h1>
        {note && <div className="page-head__note">{note}</div>}
      </div>
      {children}
    </div>
  );
}
