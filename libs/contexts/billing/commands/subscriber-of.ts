import { accountStream } from '@ledgerline/contexts/accounts';
import type { CatalogReader } from '@ledgerline/contexts/catalog';
import { partyStream } from '@ledgerline/contexts/identity';
import type { Ledger } from '@ledgerline/platform/ledger';
import type { Subscriber } from '../domain/subscription/plan-terms';

/** What is known of who subscribes: whether there is an account, how many share it, what is sold to it. */
export async function subscriberOf(
  ledger: Pick<Ledger, 'read'>,
  catalogs: CatalogReader,
  accountId: string,
): Promise<Subscriber> {
  const [account, party] = await Promise.all([
    ledger.read(accountStream(catalogs), accountId),
    ledger.read(partyStream, accountId),
  ]);
  return { catalog: catalogs.current(), account: account.state.status, members: party.state.members.length };
}
