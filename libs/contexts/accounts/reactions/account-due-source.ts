import type { DueSource } from '@ledgerline/platform/reactions';
import type { AccountStream } from '../domain/account-stream';
import { ListDueItems, listDueItems } from '../projections';
import type { AccountReads } from '../queries/account-reads';

/** Holds past their deadline and expired lots of accounts that nobody commands. */
export function accountDueSource(stream: AccountStream, reads: Pick<AccountReads, 'models'>): DueSource {
  return {
    name: 'accounts',
    stream,
    async list({ now, countMax, after, owners }) {
      const place = after && { accountId: after.streamId, dueAt: after.dueAt };
      const { items, position } = await listDueItems(reads, new ListDueItems(now, countMax, place, owners));
      return { items: items.map(({ accountId: streamId, dueAt }) => ({ streamId, dueAt })), position };
    },
  };
}
