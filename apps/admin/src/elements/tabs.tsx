import { useEffect, useRef } from 'react';
import { hrefTo } from '../app/routes';

interface TabsProps {
  readonly label: string;
  /** Where the tabs lead: the first one there itself, the others below it. */
  readonly at: readonly string[];
  readonly tabs: readonly { readonly id: string | undefined; readonly name: string }[];
  readonly chosen: string | undefined;
}

/** The sides of a view, each with an address; on a narrow screen the chosen one is moved into sight. */
export function Tabs({ label, at, tabs, chosen }: TabsProps) {
  const nav = useRef<HTMLElement>(null);
  useEffect(() => {
    const row = nav.current;
    const tab = row?.querySelector<HTMLElement>('[aria-current]');
    if (row && tab)
      row.scrollLeft = tab.offsetLeft - row.offsetLeft - (row.clientWidth - tab.clientWidth) / 2;
  }, [chosen]);
  return (
    <nav className="tabs" aria-label={label} ref={nav}>
      {tabs.map(({ id, name }) => (
        <a
          key={name}
          className="tabs__tab"
          href={hrefTo(id === undefined ? at : [...at, id])}
          aria-current={id === chosen ? 'page' : undefined}
        >
          {name}
        </a>
      ))}
    </nav>
  );
}
