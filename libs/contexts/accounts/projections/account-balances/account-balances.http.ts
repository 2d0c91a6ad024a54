import { Problem } from '@ledgerline/platform/http';
import { AnyOf, AnyText, listController, queryController, queryHandler } from '@ledgerline/platform/queries';
import type { AccountReads } from '../../queries/account-reads';
import { FindAccount, findAccount, ListAccounts, listAccounts } from './account-balances.queries';

class AccountsParams {
  @AnyText()
  search?: string;

  @AnyOf(['open', 'closed'])
  status?: 'open' | 'closed';

  @AnyText()
  tier?: string;

  @AnyOf(['user', 'workspace'])
  ownerKind?: 'user' | 'workspace';
}

const ACCOUNT = {
  accountId: 'ada',
  ownerKind: 'user',
  ownerId: 'ada',
  tier: 'free',
  plan: null,
  status: 'open',
  balance: '110',
  available: '100',
  held: '10',
  pending: '0',
  lifetimeEarned: '110',
  purchased: '0',
  spent: '0',
  expired: '0',
  voided: '0',
  overdrawn: '0',
  owed: '0',
  shortfall: '0',
  computeThisMonthUsd: '4.120000',
  lastRefillAt: '2026-11-21T09:00:00.000Z',
  lastReset: '2026-11-01T00:00:00.000Z',
  nextReset: '2026-12-01T00:00:00.000Z',
  refillDue: '0',
  openGenerations: 1,
  generationsTotal: 1,
  openedAt: '2026-11-21T09:00:00.000Z',
  closedAt: null,
  lastActivityAt: '2026-11-21T09:00:00.000Z',
};
const POSITION = '3f9a1c20-00000000000000000042';

const accounts = listController({
  path: '/v1/accounts',
  summary: 'All accounts, the newest first, with every figure',
  tag: 'accounts',
  readers: 'finance',
  query: AccountsParams,
  item: ACCOUNT,
  ask: ({ query }) => new ListAccounts(query),
});

const account = queryController({
  path: '/v1/accounts/:accountId',
  summary: 'One account with every figure, as the next command would find it',
  tag: 'accounts',
  readers: 'by-account',
  example: { ...ACCOUNT, position: POSITION },
  problems: ['account-not-found'],
  ask: ({ params, query }) => new FindAccount(params.accountId!, query),
});

async function foundAccount(reads: AccountReads, question: FindAccount) {
  const { account: found, position } = await findAccount(reads, question);
  if (!found) throw new Problem('account-not-found', { position: position ?? undefined });
  return { ...found, position };
}

export const accountBalancesQueries = {
  controllers: [accounts, account],
  handlers: [queryHandler(ListAccounts, listAccounts), queryHandler(FindAccount, foundAccount)],
};
