import { testDatabase } from '@ledgerline/testing';
import { BadCursor } from '@ledgerline/platform/queries';
import { GivenReads, givenReads } from '../../queries/given-reads';
import { GivenHistory } from '../given-history';
import { findAccount, FindAccount, listAccounts, ListAccounts } from './account-balances.queries';

describe('the query of accounts', () => {
  let database: Awaited<ReturnType<typeof testDatabase>>;
  let given: GivenReads;
  const history = new GivenHistory('2026-11-21T09:00:00.000Z');
  const find = async (id: string) => (await findAccount(given.reads, new FindAccount(id, {}))).account;
  const list = (asked: ListAccounts['asked']) => listAccounts(given.reads, new ListAccounts(asked));
  const ids = async (asked: ListAccounts['asked']) => (await list(asked)).items.map((item) => item.accountId);

  beforeAll(async () => {
    database = await testDatabase();
    given = await givenReads(database.appUrl, history);
    history.open('acme').grant('acme', 'now', { credits: 10n, expiresAt: '2026-11-21T12:00:00.000Z' });
    history.grant('acme', 'later', { credits: 5n, effectiveAt: '2026-12-01T00:00:00.000Z' });
    history.grant('acme', 'kept', { credits: 1n, creditType: 'PURCHASE', priority: 50 });
    history.request('acme', 'g1', { costMicros: 4_000_000n, timeoutSeconds: 86_400 });
    history.after(1).open('b%b', 'pro', 'workspace').after(1).open('bob', 'pro').close('bob');
    await given.project();
  });

  afterAll(async () => {
    await given?.end();
    await database?.drop();
  });

  it('splits a balance into available, held and pending', async () => {
    expect(await find('acme')).toMatchObject({
      balance: '16',
      available: '7',
      held: '4',
      pending: '5',
      lifetimeEarned: '16',
      purchased: '1',
      expired: '0',
      openGenerations: 1,
      openedAt: '2026-11-21T09:00:00.000Z',
    });
  });

  it('shows what has lapsed by now as expired before anything records it', async () => {
    history.at('2026-11-21T12:00:00.000Z');
    expect(await find('acme')).toMatchObject({ balance: '10', available: '1', held: '4', expired: '6' });
    history.at('2026-11-21T11:59:59.999Z');
    expect(await find('acme')).toMatchObject({ balance: '16', available: '7', expired: '0' });
  });

  it('shows what becomes effective without an event', async () => {
    history.at('2026-12-01T00:00:00.000Z');
    expect(await find('acme')).toMatchObject({ available: '6', pending: '0', balance: '10' });
    history.at('2026-11-21T10:00:00.000Z');
  });

  it('says which refill the day still owes, and none to a closed account', async () => {
    expect(await find('acme')).toMatchObject({ refillDue: '100', lastRefillAt: null });
    expect(await find('bob')).toMatchObject({ refillDue: '0', status: 'closed' });
    history.refill('acme');
    await given.project();
    expect(await find('acme')).toMatchObject({ refillDue: '0', available: '107' });
  });

  it('resets with the calendar month, or with the subscription while it lasts', async () => {
    expect(await find('acme')).toMatchObject({
      lastReset: '2026-11-01T00:00:00.000Z',
      nextReset: '2026-12-01T00:00:00.000Z',
    });
    history.grant('b%b', 's1', { creditType: 'SUBSCRIPTION_GRANT', expiresAt: '2026-12-21T10:00:00.000Z' });
    await given.project();
    expect(await find('b%b')).toMatchObject({ nextReset: '2026-12-21T10:00:00.000Z' });
  });

  it('filters by part of the id, status, tier and kind of owner', async () => {
    expect(await ids({ search: 'B' })).toEqual(['bob', 'b%b']);
    expect(await ids({ search: '%' })).toEqual(['b%b']);
    expect(await ids({ search: '_' })).toEqual([]);
    expect(await ids({ status: 'closed' })).toEqual(['bob']);
    expect(await ids({ tier: 'pro', status: 'open' })).toEqual(['b%b']);
    expect(await ids({ ownerKind: 'user' })).toEqual(['bob', 'acme']);
  });

  it('pages by cursor, and a page stays what it was when accounts are opened in between', async () => {
    const first = await list({ limit: 2 });
    expect(first.items.map((item) => item.accountId)).toEqual(['bob', 'b%b']);
    history.open('zed');
    await given.project();
    const second = await list({ limit: 2, cursor: first.nextCursor! });
    expect(second.items.map((item) => item.accountId)).toEqual(['acme']);
    expect(second.nextCursor).toBeNull();
    await expect(list({ cursor: 'x' })).rejects.toThrow(BadCursor);
  });

  it('answers with the position it reflects, and waits for a wished one', async () => {
    const head = await given.project();
    expect((await list({})).position).toBe(head);
    history.open('new');
    const wished = await given.write();
    const answer = await list({ search: 'new', minPosition: wished });
    expect(answer.position! >= wished).toBe(true);
    expect(answer.items).toHaveLength(1);
  });

  it('knows of no account that was never opened', async () => {
    expect(await find('nobody')).toBeUndefined();
  });

  it('tells this month’s compute in dollars, and nothing of the month before', async () => {
    expect(await find('bob')).toMatchObject({ computeThisMonthUsd: '0.000000' });
    history.open('robot').grant('robot', 'lot', { credits: 50n }).request('robot', 'g1');
    history.complete('robot', 'g1', { virtualCostUsdMicros: 4_120_000n });
    await given.project();
    expect(await find('robot')).toMatchObject({ computeThisMonthUsd: '4.120000' });
    history.at('2026-12-01T00:00:00.000Z');
    expect(await find('robot')).toMatchObject({ computeThisMonthUsd: '0.000000' });
  });
});
