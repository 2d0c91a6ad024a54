import { useState } from 'react';
import type { AccountRow } from '../../api/contract';
import { adjust, changeTier, grant } from './account-commands';
import { CommandDialog, type PageCommand } from './command-dialog';

/** What may be done to the account as a whole. */
export function AccountButtons({ account }: { account: AccountRow }) {
  const [asked, setAsked] = useState<PageCommand | null>(null);
  const button = (name: string, commandOf: (account: AccountRow) => PageCommand) => (
    <button type="button" className="button button--small" onClick={() => setAsked(commandOf(account))}>
      {name}
    </button>
  );
  return (
    <div className="account-buttons">
      {button('Grant', grant)}
      {button('Adjust', adjust)}
      {button('Change tier', changeTier)}
      {asked && <CommandDialog command={asked} onClose={() => setAsked(null)} />}
    </div>
  );
}
