import { useId, type ReactNode } from 'react';

interface PanelProps {
  readonly title: string;
  /** Where the view's own heading says the same. */
  readonly titleHidden?: boolean;
  readonly note?: ReactNode;
  readonly actions?: ReactNode;
  /** A table touches the panel's edges; everything else keeps its distance. */
  readonly flush?: boolean;
  readonly children: ReactNode;
}

/** A part of a view under a heading of its own. */
export function Panel({ title, titleHidden, note, actions, flush, children }: PanelProps) {
  const id = useId();
  return (
    <section className="panel" aria-labelledby={id}>
      <div className={titleHidden ? 'hidden-visually' : 'panel__head'}>
        <div>
          <h2 id={id}>{title}</h2>
          {note && <p className="panel__note">{note}</p>}
        </div>
        {actions && <div className="panel__actions">{actions}</div>}
      </div>
      <div className={flush ? 'panel__body panel__body--flush' : 'panel__body'}>{children}</div>
    </section>
  );
}
