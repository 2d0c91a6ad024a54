import { testDatabase } from '@ledgerline/testing';
import { GivenReads, givenReads } from '../../queries/given-reads';
import { listLots, ListLots } from '../account-lots/account-lots.queries';
import { limitHold } from '../given-facts';
import { GivenHistory } from '../given-history';
import { listActionUsage, ListActionUsage } from '../usage-daily/action-usage.queries';
import { listUsageDaily, ListUsageDaily } from '../usage-daily/usage-daily.queries';
import { listQuotaUsage, ListQuotaUsage } from './quota-usage.queries';

describe('the queries of what an account has used', () => {
  let database: Awaited<ReturnType<typeof testDatabase>>;
  let given: GivenReads;
  const history = new GivenHistory('2026-11-30T23:30:00.000Z');
  const list = async (asked: ListQuotaUsage['asked']) =>
    (await listQuotaUsage(given.reads, new ListQuotaUsage('acme', asked))).items;

  function request(id: string): void {
    const at = history.now;
    const unlimited = { ...limitHold('free_for_all', 'calendar-day', at), limitValue: -1n };
    const limits = [
      limitHold('prompts_daily', 'calendar-day', at),
      { ...limitHold('prompts_daily', 'calendar-day', at), member: 'mia', limitValue: 3n },
      limitHold('images_monthly', 'calendar-month', at),
      { ...limitHold('api_calls_hourly', 'rolling', at), limitValue: 2n },
      unlimited,
    ];
    history.request('acme', id, { limits, costMicros: 1_000_000n, timeoutSeconds: 7200 });
  }

  beforeAll(async () => {
    database = await testDatabase();
    given = await givenReads(database.appUrl, history);
    history.open('acme').grant('acme', 'lot', { credits: 3n, expiresAt: '2026-12-01T00:00:00.000Z' });
    history.grant('acme', 'later', { credits: 9n, effectiveAt: '2027-01-01T00:00:00.000Z' });
    request('g1');
    history.complete('acme', 'g1').after(60);
    request('g2');
    await given.project();
  });

  afterAll(async () => {
    await given?.end();
    await database?.drop();
  });

  it('tells each window with what is left now and when it resets', async () => {
    expect(await list({ limitName: 'prompts_daily' })).toEqual([
      expect.objectContaining({ member: 'mia', remaining: 1 }),
      {
        limit: 'prompts_daily',
        member: null,
        description: expect.any(String),
        kind: 'calendar-day',
        measure: 'count',
        window: '2026-11-30',
        used: 1,
        held: 1,
        value: 10,
        source: 'tier',
        enforced: true,
        live: true,
        remaining: 8,
        lastReset: '2026-11-30T00:00:00.000Z',
        resetAt: '2026-12-01T00:00:00.000Z',
        lastUsedAt: '2026-11-30T23:30:00.000Z',
      },
    ]);
  });

  it('counts all live buckets of a rolling window together', async () => {
    expect(await list({ limitName: 'api_calls_hourly', live: true })).toMatchObject([
      {
        window: '2026-11-30T23:31:00.000Z/3600',
        held: 1,
        used: 0,
        remaining: 0,
        resetAt: '2026-12-01T00:31:00.000Z',
      },
      { window: '2026-11-30T23:30:00.000Z/3600', held: 0, used: 1, remaining: 0 },
    ]);
  });

  it('has null for unlimited', async () => {
    expect(await list({ limitName: 'free_for_all' })).toMatchObject([
      { value: null, remaining: null, resetAt: null, used: 1, held: 1 },
    ]);
  });

  it('lists only live windows when asked for them', async () => {
    expect(await list({})).toHaveLength(6);
    history.at('2026-12-01T00:31:00.000Z');
    expect(await list({ live: true })).toMatchObject([
      { limit: 'api_calls_hourly', window: '2026-11-30T23:31:00.000Z/3600' },
    ]);
    expect(await list({ limitName: 'prompts_daily' })).toMatchObject([
      { live: false, remaining: null, used: 1, member: 'mia' },
      { live: false, remaining: null, used: 1, member: null },
    ]);
    history.at('2026-11-30T23:32:00.000Z');
  });

  it("tells the parts of members apart, and one member's from all", async () => {
    const [own, ...others] = await list({ member: 'mia' });
    expect(own).toMatchObject({ limit: 'prompts_daily', member: 'mia', used: 1, held: 1, value: 3 });
    expect(others).toEqual([]);
    expect(await list({ member: 'nobody' })).toEqual([]);
  });

  it('counts actions for life, and usage by day of the request', async () => {
    const actions = await listActionUsage(given.reads, new ListActionUsage('acme', {}));
    expect(actions.items).toEqual([
      { action: 'prompt', requested: 2, count: 1, lastUsedAt: '2026-11-30T23:30:00.000Z' },
    ]);
    const usage = (asked: ListUsageDaily['asked']) => listUsageDaily(given.reads, new ListUsageDaily(asked));
    const [day] = (await usage({ accountId: 'acme', from: '2026-11-30', to: '2026-11-30' })).items;
    expect(day).toMatchObject({
      day: '2026-11-30',
      action: 'prompt',
      requested: 2,
      completed: 1,
      credits: '1',
    });
    expect((await usage({ from: '2026-12-01' })).items).toEqual([]);
    expect((await usage({ action: 'image' })).items).toEqual([]);
    expect((await usage({ actor: 'mia', action: 'prompt' })).items).toHaveLength(1);
  });

  it('tells the state of lots as of now', async () => {
    const lots = async () => (await listLots(given.reads, new ListLots('acme', {}))).items;
    const states = async () => Object.fromEntries((await lots()).map((lot) => [lot.lotId, lot]));
    expect(await states()).toMatchObject({
      lot: { state: 'available', remaining: '2', held: '1', spent: '1', expired: '0', amount: '3' },
      later: { state: 'pending', remaining: '9' },
    });
    history.at('2026-12-01T00:00:00.000Z');
    expect((await states()).lot).toMatchObject({ state: 'lapsed', remaining: '1', held: '1', expired: '1' });
    history.settle('acme').complete('acme', 'g2');
    await given.project();
    expect((await states()).lot).toMatchObject({ state: 'lapsed', remaining: '0', spent: '2', expired: '1' });
  });
});
