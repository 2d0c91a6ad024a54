import { text } from 'node:stream/consumers';
import { testDatabase } from '@ledgerline/testing';
import { GivenReads, givenReads } from '../../queries/given-reads';
import { GivenDecisions } from '../../testing/given-decisions';
import { GivenHistory } from '../given-history';
import { exportCrossings, ExportCrossings, listCrossings, ListCrossings } from './crossings.queries';

describe('the query of crossings', () => {
  let database: Awaited<ReturnType<typeof testDatabase>>;
  let given: GivenReads;
  const history = new GivenHistory('2026-11-21T09:00:00.000Z');
  const list = async (asked: ListCrossings['asked']) =>
    (await listCrossings(given.reads, new ListCrossings(asked))).items;

  beforeAll(async () => {
    database = await testDatabase();
    given = await givenReads(database.appUrl, history);
    history.open('acme').grant('acme', 'lot', { credits: 50n }).open('bob').after(60);
    const acme = new GivenDecisions(history, 'acme');
    for (let n = 0; n < 4; n++) acme.use('image');
    acme.request('g1');
    history.after(60);
    acme.adjust(20_000_000n);
    const bob = new GivenDecisions(history, 'bob');
    bob.gauge('storage', 500n).gauge('storage', 20n);
    await given.project();
  });

  afterAll(async () => {
    await given?.end();
    await database?.drop();
  });

  it('tells what was crossed, how far it stood, and by which command', async () => {
    expect(await list({ what: 'threshold-crossed', accountId: 'acme' })).toEqual([
      {
        accountId: 'acme',
        at: '2026-11-21T09:01:00.000Z',
        what: 'threshold-crossed',
        limit: 'images',
        member: null,
        window: '2026-11-21',
        threshold: '80%',
        line: 4,
        used: 4,
        held: 0,
        value: 5,
        available: null,
        command: 'RecordUsage',
        position: expect.any(String),
      },
    ]);
  });

  it('tells limits reached and recovered, credits low, exhausted and recovered, the newest first', async () => {
    expect((await list({ accountId: 'acme' })).map(({ what }) => what)).toEqual([
      ...['credits-recovered', 'credits-exhausted', 'limit-reached', 'credits-low', 'threshold-crossed'],
    ]);
    expect(await list({ what: 'limit-reached', accountId: 'acme' })).toMatchObject([
      { used: 4, held: 1, line: 5, command: 'RequestGeneration' },
    ]);
    expect(await list({ what: 'credits-low' })).toMatchObject([
      { limit: null, line: '10', available: '10', command: 'RecordUsage' },
    ]);
    expect(new Set((await list({ accountId: 'bob' })).map(({ what }) => what))).toEqual(
      new Set(['threshold-crossed', 'limit-reached', 'threshold-recovered', 'limit-recovered']),
    );
  });

  it('lists those of all accounts, of one limit and of a time, and pages through them', async () => {
    const all = await list({});
    expect(all).toHaveLength(9);
    expect(await list({ limitName: 'storage' })).toHaveLength(4);
    expect(await list({ from: '2026-11-21T09:02:00.000Z' })).toHaveLength(5);
    const first = await listCrossings(given.reads, new ListCrossings({ limit: 4 }));
    const rest = await list({ limit: 5, cursor: first.nextCursor! });
    expect([...first.items, ...rest]).toEqual(all);
  });

  it('exports the same as CSV', async () => {
    const asked = new ExportCrossings({ what: 'credits-exhausted' });
    const lines = (await text((await exportCrossings(given.reads, asked)).csv)).trim().split('\n');
    expect(lines[0]).toMatch(/^accountId,at,what,limit/);
    expect(lines[1]).toMatch(/^acme,2026-11-21T09:01:00.000Z,credits-exhausted,/);
  });
});
