import { useSyncExternalStore } from 'react';

export type ThemeChoice = 'system' | 'light' | 'dark';

/** `public/theme-boot.js` reads the same key before the first paint. */
const STORAGE_KEY = 'ledgerline-theme';
const listeners = new Set<() => void>();
const systemIsDark = matchMedia('(prefers-color-scheme: dark)');

export function chooseTheme(choice: ThemeChoice): void {
  const { dataset } = document.documentElement;
  if (choice === 'system') delete dataset.theme;
  else dataset.theme = choice;
  try {
    if (choice === 'system') localStorage.removeItem(STORAGE_KEY);
    else localStorage.setItem(STORAGE_KEY, choice);
  } catch {
    // Storage can be forbidden; the choice then lasts as long as the page.
  }
  for (const listener of listeners) listener();
}

/** What was chosen, and what is therefore on screen. */
export function useTheme(): { readonly choice: ThemeChoice; readonly shown: 'light' | 'dark' } {
  const state = useSyncExternalStore(subscribe, current);
  const [choice, shown] = state.split(' ') as [ThemeChoice, 'light' | 'dark'];
  return { choice, shown };
}

function current(): string {
  const choice = (document.documentElement.dataset.theme ?? 'system') as ThemeChoice;
  const system = systemIsDark.matches ? 'dark' : 'light';
  return `${choice} ${choice === 'system' ? system : choice}`;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  systemIsDark.addEventListener('change', listener);
  return () => {
    listeners.delete(listener);
    systemIsDark.removeEventListener('change', listener);
  };
}
