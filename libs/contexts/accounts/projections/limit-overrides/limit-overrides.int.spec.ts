import { text } from 'node:stream/consumers';
import { testDatabase } from '@ledgerline/testing';
import { GivenReads, givenReads } from '../../queries/given-reads';
import { GivenDecisions } from '../../testing/given-decisions';
import { GivenHistory } from '../given-history';
import { exportOverrides, ExportOverrides, listOverrides, ListOverrides } from './limit-overrides.queries';

describe('the query of limit overrides', () => {
  let database: Awaited<ReturnType<typeof testDatabase>>;
  let given: GivenReads;
  const history = new GivenHistory('2026-11-21T09:00:00.000Z');
  const list = async (asked: ListOverrides['asked']) =>
    (await listOverrides(given.reads, new ListOverrides(asked))).items;

  beforeAll(async () => {
    database = await testDatabase();
    given = await givenReads(database.appUrl, history);
    const acme = new GivenDecisions(history.open('acme').open('bob'), 'acme');
    const each = (then: () => GivenDecisions) => (then(), history.after(60));
    each(() => acme.override('images', '9', { until: '2026-11-22T00:00:00.000Z' }));
    each(() => acme.override('images', '-1'));
    each(() => acme.override('images', '2', { member: 'mia' }));
    each(() => acme.removeOverride('images'));
    each(() => acme.override('storage', '700', { until: '2026-11-21T09:30:00.000Z' }));
    each(() => new GivenDecisions(history, 'bob').override('projects', '4'));
    await given.project();
  });

  afterAll(async () => {
    await given?.end();
    await database?.drop();
  });

  it('lists them with who, why and until when, the newest first', async () => {
    const [newest] = await list({ accountId: 'acme' });
    expect(newest).toEqual({
      accountId: 'acme',
      limit: 'storage',
      member: null,
      value: 700,
      until: '2026-11-21T09:30:00.000Z',
      reason: 'a launch week',
      setBy: 'tests',
      setAt: '2026-11-21T09:04:00.000Z',
      state: 'in-force',
      endedAt: null,
      endedBy: null,
      endReason: null,
      position: expect.any(String),
    });
  });

  it('says of the past ones whether they were replaced or removed, when and by whom', async () => {
    expect(await list({ accountId: 'acme', limitName: 'images' })).toMatchObject([
      { member: 'mia', value: 2, state: 'in-force' },
      { value: null, state: 'removed', endedAt: '2026-11-21T09:03:00.000Z', endReason: 'it is over' },
      { value: 9, state: 'replaced', endedAt: '2026-11-21T09:01:00.000Z', endedBy: 'tests' },
    ]);
  });

  it('ends one when its time is over, though nothing records it', async () => {
    history.at('2026-11-21T09:30:00.000Z');
    expect(await list({ limitName: 'storage' })).toMatchObject([
      { state: 'ended', endedAt: '2026-11-21T09:30:00.000Z', endedBy: null, endReason: null },
    ]);
    expect((await list({ inForce: true })).map(({ limit }) => limit)).toEqual(['projects', 'images']);
    history.at('2026-11-21T09:29:59.999Z');
    expect(await list({ limitName: 'storage', inForce: true })).toHaveLength(1);
  });

  it('lists those of all accounts, of one, of one member, and pages through them', async () => {
    expect(await list({})).toHaveLength(5);
    expect(await list({ accountId: 'bob' })).toMatchObject([{ limit: 'projects', value: 4 }]);
    expect(await list({ member: 'mia' })).toMatchObject([{ limit: 'images' }]);
    const first = await listOverrides(given.reads, new ListOverrides({ limit: 3 }));
    const second = await list({ limit: 3, cursor: first.nextCursor! });
    expect([...first.items, ...second]).toEqual(await list({}));
  });

  it('exports the same as CSV', async () => {
    const asked = new ExportOverrides({ accountId: 'bob' });
    const [head, row] = (await text((await exportOverrides(given.reads, asked)).csv)).split('\n');
    expect(head).toMatch(/^accountId,limit,member,value,until,reason,setBy/);
    expect(row).toMatch(/^bob,projects,,4,,a launch week,tests/);
  });
});
