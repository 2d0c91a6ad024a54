import type { CommandFamily } from '@ledgerline/platform/commands';
import type { Catalog } from '@ledgerline/contexts/catalog';
import { AccountEvent } from './domain/account-events';
import { AccountState } from './domain/account-state';
import { AccountStream } from './domain/account-stream';
import { accountSummary } from './domain/account-summary';

/** What all commands on accounts have in common. */
export function accountFamily(stream: AccountStream): CommandFamily<AccountState, AccountEvent, Catalog> {
  return {
    stream,
    summaryName: 'account',
    summary: (state, catalog, now) =>
      state.status === 'missing' ? undefined : accountSummary(state, catalog, now),
    ownerOf: (accountId) => accountId,
    opensStream: ({ name }) => name === 'OpenAccount',
  };
}
