import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { catalogQuery } from '../../api/catalog-queries';
import type { AccountRow, CatalogDocument } from '../../api/contract';
import { CommandDialog } from '../../commands/command-dialog';
import type { PageCommand } from '../../commands/page-command';
import { adjust, changeTier, grant, type Offer } from './account-commands';

/** What may be done to the account as a whole. */
export function AccountButtons({ account }: { account: AccountRow }) {
  const [asked, setAsked] = useState<PageCommand | null>(null);
  const { data: catalog } = useQuery(catalogQuery);
  const button = (name: string, command: PageCommand) => (
    <button type="button" className="button button--small" onClick={() => setAsked(command)}>
      {name}
    </button>
  );
  return (
    <div className="account-buttons">
      {button('Grant', grant(account))}
      {button('Adjust', adjust(account))}
      {catalog && button('Change tier', changeTier(account, offerOf(catalog.document)))}
      {asked && <CommandDialog command={asked} onClose={() => setAsked(null)} />}
    </div>
  );
}

function offerOf({ tiers, plans }: CatalogDocument): Offer {
  const names = (entries: unknown) =>
    Array.isArray(entries) ? entries.map(({ name }: { name: unknown }) => String(name)) : [];
  return { tiers: names(tiers), plans: names(plans) };
}
