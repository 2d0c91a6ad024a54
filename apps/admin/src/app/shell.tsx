import { useEffect, useRef, useState, type ReactNode } from 'react';
import { hrefTo } from './routes';
import { Brand } from '../elements/brand';
import { Icon, type IconName } from '../elements/icon';
import { SignedIn } from './signed-in';
import { useRoute } from './use-route';

const PLACES: readonly { place: string | undefined; name: string; icon: IconName }[] = [
  { place: undefined, name: 'Dashboard', icon: 'chart' },
  { place: 'accounts', name: 'Accounts', icon: 'people' },
  { place: 'parties', name: 'Parties', icon: 'party' },
  { place: 'holds', name: 'Open holds', icon: 'clock' },
  { place: 'money', name: 'Money', icon: 'coins' },
  { place: 'crossings', name: 'Crossings', icon: 'line' },
  { place: 'catalog', name: 'Catalog', icon: 'tag' },
  { place: 'audit', name: 'Audit', icon: 'list' },
];

/** Navigation at the side, or behind a menu where the screen is narrow; the view beside it. */
export function Shell({ children }: { children: ReactNode }) {
  const { segments } = useRoute();
  const [menuIsOpen, setMenuIsOpen] = useState(false);
  const main = useFocusOnMove(segments.join('/'), () => setMenuIsOpen(false));
  return (
    <div className="shell">
      <a className="skip-link" href="#main" onClick={(event) => jumpTo(event, main.current)}>
        Skip to content
      </a>
      <header className="side">
        <div className="side__top">
          <Brand />
          <button
            type="button"
            className="button button--quiet side__menu"
            aria-expanded={menuIsOpen}
            aria-controls="menu"
            onClick={() => setMenuIsOpen(!menuIsOpen)}
          >
            <Icon name={menuIsOpen ? 'close' : 'menu'} />
            <span className="hidden-visually">Menu</span>
          </button>
        </div>
        <div className="side__body" id="menu" data-open={menuIsOpen}>
          <nav className="nav" aria-label="Main">
            {PLACES.map(({ place, name, icon }) => (
              <a
                key={name}
                className="nav__link"
                href={hrefTo(place === undefined ? [] : [place])}
                aria-current={segments[0] === place ? 'page' : undefined}
              >
                <Icon name={icon} />
                {name}
              </a>
            ))}
          </nav>
          <SignedIn />
        </div>
      </header>
      <main className="main" ref={main} tabIndex={-1}>
        <div className="main__column">{children}</div>
      </main>
    </div>
  );
}

/** Moving to another view takes keyboard and screen reader along; the first view leaves the focus alone. */
function useFocusOnMove(path: string, onMove: () => void) {
  const main = useRef<HTMLElement>(null);
  const last = useRef(path);
  useEffect(() => {
    if (last.current === path) return;
    last.current = path;
    onMove();
    main.current?.focus({ preventScroll: true });
    scrollTo(0, 0);
  });
  return main;
}

function jumpTo(event: { preventDefault(): void }, target: HTMLElement | null): void {
  // The address after # is the route, so the browser may not follow the link.
  event.preventDefault();
  target?.focus();
}
