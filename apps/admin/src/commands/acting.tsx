import { useState, type ReactNode } from 'react';
import { CommandDialog } from './command-dialog';
import type { PageCommand } from './page-command';

/** Asks for a command: pressing shows its dialog. */
export type Ask = (command: PageCommand) => void;

/** Whatever stands inside may ask for commands; one at a time. */
export function Acting({ children }: { children: (ask: Ask) => ReactNode }) {
  const [asked, setAsked] = useState<PageCommand | null>(null);
  return (
    <>
      {children(setAsked)}
      {asked && <CommandDialog command={asked} onClose={() => setAsked(null)} />}
    </>
  );
}

interface ActButtonProps {
  readonly name: string;
  /** What a screen reader hears where several of the name stand on a page. */
  readonly about?: string;
  readonly onPress: () => void;
}

export function ActButton({ name, about, onPress }: ActButtonProps) {
  return (
    <button
      type="button"
      className="button button--small"
      onClick={onPress}
      {...(about === undefined ? {} : { 'aria-label': `${name} ${about}` })}
    >
      {name}
    </button>
  );
}
