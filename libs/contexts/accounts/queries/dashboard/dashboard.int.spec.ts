import { testDatabase } from '@ledgerline/testing';
import { GivenHistory } from '../../projections/given-history';
import { GivenReads, givenReads } from '../given-reads';
import { readDashboard, ReadDashboard } from './dashboard.queries';

describe('the dashboard', () => {
  let database: Awaited<ReturnType<typeof testDatabase>>;
  let given: GivenReads;
  const history = new GivenHistory('2026-11-20T09:00:00.000Z');
  const read = (days?: number) => readDashboard(given.reads, new ReadDashboard({ days }));

  beforeAll(async () => {
    database = await testDatabase();
    given = await givenReads(database.appUrl, history);
  });

  afterAll(async () => {
    await given?.end();
    await database?.drop();
  });

  it('is all zeros before anything has happened', async () => {
    const dashboard = await read();
    expect(dashboard.cards).toMatchObject({ accounts: 0, generationsToday: 0, creditsSpentTotal: '0' });
    expect(dashboard.totals).toEqual({
      granted: '0',
      available: '0',
      held: '0',
      spent: '0',
      expired: '0',
      voided: '0',
      overdrawn: '0',
      pending: '0',
      owed: '0',
    });
    expect(dashboard).toMatchObject({ usagePerDay: [], topAccounts: [], errorRates: [], refusals: [] });
  });

  it('sums up the ledger', async () => {
    history.open('acme').grant('acme', 'lot', { credits: 1000n }).open('other').close('other');
    history.request('acme', 'y1').complete('acme', 'y1').at('2026-11-21T09:00:00.000Z');
    for (let i = 0; i < 11; i++) {
      history.request('acme', `g${i}`, { costMicros: 2_000_000n });
      if (i < 2) history.fail('acme', `g${i}`);
      else if (i < 10) history.complete('acme', `g${i}`, { processingMs: 500 });
    }
    history.refuse('acme', 'limit-reached', { action: 'prompt' });
    history.refuse('acme', 'generation-not-found', {}, 'FailGeneration');
    const expiresAt = '2026-11-21T10:00:00.000Z';
    history.grant('acme', 'short', { credits: 5n, expiresAt, priority: 90 });
    history.grant('acme', 'later', { credits: 7n, effectiveAt: '2027-01-01T00:00:00.000Z' });
    const position = await given.project();
    history.at('2026-11-21T09:00:01.000Z');
    expect(await read()).toEqual({
      position,
      halted: [],
      cards: {
        accounts: 2,
        openAccounts: 1,
        generationsToday: 11,
        creditsSpentToday: '16',
        creditsSpentTotal: '26',
        refusedToday: 1,
        openHolds: 1,
        projectionLagEvents: 0,
        projectionLagSeconds: 0,
      },
      usagePerDay: [
        { day: '2026-11-20', action: 'prompt', generations: 1, credits: '10', refused: 0 },
        { day: '2026-11-21', action: 'prompt', generations: 11, credits: '16', refused: 1 },
      ],
      topAccounts: [
        { accountId: 'acme', generations: 12, credits: '26', lastUsedAt: '2026-11-21T09:00:00.000Z' },
      ],
      errorRates: [
        { action: 'prompt', subtype: 'gpt-4o-mini', total: 11, failed: 2, ratePercent: 18.18, meanMs: 364 },
      ],
      refusals: [
        { reason: 'generation-not-found', count: 1 },
        { reason: 'limit-reached', count: 1 },
      ],
      unknownActions: [],
      totals: {
        ...{ granted: '1012', overdrawn: '0', available: '977', held: '2', spent: '26', expired: '0' },
        ...{ pending: '7', voided: '0', owed: '0' },
      },
    });
  });

  it('looks back as many days as asked for, today included', async () => {
    expect((await read(1)).usagePerDay).toHaveLength(1);
    expect((await read(1)).errorRates).toEqual([]);
    expect((await read(2)).usagePerDay).toHaveLength(2);
  });

  it('counts what has lapsed by now as expired', async () => {
    history.at('2026-11-21T10:00:00.000Z');
    expect((await read()).totals).toMatchObject({ granted: '1012', available: '972', expired: '5' });
  });

  it('lists what was asked for though the catalog does not name it, let pass or refused', async () => {
    history.open('typo').request('typo', 't1', { action: 'promt', costMicros: 0n });
    history.refuse('typo', 'unknown-action', { action: 'promt' });
    await given.project();
    expect((await read()).unknownActions).toEqual([{ action: 'promt', requests: 2 }]);
  });

  it('adds up what all accounts come to, however much that is', async () => {
    const before = Number((await read()).totals.granted);
    for (let n = 0; n < 12; n++) history.open(`rich-${n}`).grant(`rich-${n}`, 'lot', { credits: 10n ** 12n });
    history.request('rich-0', 'all', { costMicros: 10n ** 18n }).complete('rich-0', 'all');
    await given.project();
    const { totals, usagePerDay } = await read();
    expect(totals).toMatchObject({ granted: String(12n * 10n ** 12n + BigInt(before)) });
    expect(usagePerDay.at(-2)).toMatchObject({ action: 'prompt', credits: '1000000000016' });
  });
});
