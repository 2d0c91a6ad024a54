import { useMemo, useSyncExternalStore } from 'react';
import { hrefTo, parseRoute, type Route } from './routes';

export function useRoute(): Route {
  const hash = useSyncExternalStore(subscribe, () => location.hash);
  return useMemo(() => parseRoute(hash), [hash]);
}

/** Puts filters into the address, so that a reload and the back button keep them; adds nothing to history. */
export function replaceQuery(changes: Readonly<Record<string, string>>): void {
  const { segments, query } = parseRoute(location.hash);
  history.replaceState(null, '', hrefTo(segments, { ...query, ...changes }));
  // replaceState itself tells nobody.
  dispatchEvent(new HashChangeEvent('hashchange'));
}

/** Moves to another view as a link would. */
export function goTo(href: string): void {
  location.hash = href;
}

function subscribe(listener: () => void): () => void {
  addEventListener('hashchange', listener);
  return () => removeEventListener('hashchange', listener);
}
