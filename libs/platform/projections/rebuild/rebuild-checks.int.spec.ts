import { historyOf, MemoryEventStore } from '@ledgerline/platform/eventstore';
import { describeWithPostgres, testDatabase } from '@ledgerline/testing';
import { readBuilds } from '../builds';
import { pauseProjection, readCheckpoints } from '../checkpoints';
import { createReadModels } from '../create-read-models';
import { digestOf, foldInMemory } from '../fold-in-memory';
import { added, broken, decodeTally, moved, specimens, tallies, TallyRow } from '../given-projections';
import { GivenProjector, givenProjector, untilTrue } from '../given-projector';
import { Projection } from '../projection';
import { ReadModels } from '../read-models';
import { skipEvent } from '../skips';
import { storedRows } from '../stored-rows';
import { rebuildProjection, RebuildOptions } from './rebuild-projection';
import { RebuildUnderWay } from './rebuild-session';

describeWithPostgres('a rebuilt table', () => {
  let database: Awaited<ReturnType<typeof testDatabase>>;
  let store: MemoryEventStore;
  let given: GivenProjector;

  beforeEach(async () => {
    database = await testDatabase();
    store = new MemoryEventStore();
    given = await givenProjector(database.appUrl, store);
    for (let i = 0; i < 30; i++) await given.write(`t${i % 7}`, added(BigInt(i)), moved('t1', 't2', 1n));
  });

  afterEach(async () => {
    await given.end();
    await database.drop();
  });

  const rebuild = (projection: Projection = tallies, options: Partial<RebuildOptions> = {}) =>
    rebuildProjection({ store, pool: given.pool, projection, decode: decodeTally, ...options });
  const stages = async (name = 'tallies') =>
    (await readBuilds(given.pool, { name })).map((b) => `v${b.version} b${b.build} ${b.stage}`);
  const projected = async () => {
    const projector = given.start();
    await given.caughtUp();
    return projector;
  };

  it('by a changed fold is checked against an independent fold of a sample', async () => {
    await projected();
    const silent = { ...tallies, on: { ...tallies.on, Broken: undefined } };
    expect(await rebuild(silent)).toMatchObject({ outcome: 'swapped', check: { kind: 'sample', rows: 7 } });
    expect(await given.different()).toEqual([]);
  });

  it('whose rows do not keep their balances is not shown', async () => {
    await projected();
    const balances = [{ says: 'total = total + total', left: ['total'], right: ['total', 'total'] }];
    const silent = { ...tallies, balances, on: { ...tallies.on, Broken: undefined } } as Projection;
    const result = await rebuild(silent);
    expect(result).toMatchObject({ outcome: 'different' });
    expect((result as unknown as { differences: object[] }).differences[0]).toMatchObject({
      column: 'total = total + total',
    });
    expect(await stages()).toEqual(['v1 b2 building', 'v1 b1 live']);
  });

  it('halts where the live one does, and shows nothing; by a mended fold it passes the place', async () => {
    const bad = await given.write('t6', broken);
    const projector = given.start();
    await given.caughtUp(specimens.slice(1));
    await given.write('t6', added(9n));
    await untilTrue(() => projector.halted.length > 0);
    expect(await rebuild()).toMatchObject({
      outcome: 'halted',
      position: bad,
      error: expect.stringContaining('broken'),
    });
    const keep = (row: TallyRow | undefined) => row!;
    const mended = { ...tallies, on: { ...tallies.on, Broken: { ...tallies.on.Broken!, fold: keep } } };
    await projector.stop();
    expect(await rebuild(mended)).toMatchObject({ outcome: 'swapped', check: { kind: 'sample' } });
    const [checkpoint] = await readCheckpoints(given.pool, [tallies]);
    expect(checkpoint).toMatchObject({ state: 'running', position: await store.head() });
  });

  it.each([
    ['is refused by the fold', broken],
    ['makes a row that the table cannot hold', added(2n ** 63n)],
  ])('halts in the midst of a long transaction, at exactly the event that %s', async (_, bad) => {
    const paged = Object.create(store) as MemoryEventStore;
    paged.readAll = (page) => store.readAll({ ...page, countMax: 7 });
    await given.write('t5', added(1n));
    const before = await store.head();
    const position = await given.write('t6', bad);
    await given.write('t6', added(9n));
    const projector = given.start();
    await untilTrue(() => projector.halted.includes('tallies'));
    expect(await rebuild(tallies, { store: paged })).toMatchObject({ outcome: 'halted', position });
    const built = (await readBuilds(given.pool, { name: 'tallies' })).find(
      ({ stage }) => stage === 'building',
    );
    expect(built).toMatchObject({ state: 'halted', position: before });
    const rows = await storedRows(given.pool, tallies, built!.build);
    const events = await store.readAll({ after: undefined, countMax: 1_000 });
    const sound = events
      .filter((event) => event.position <= before!)
      .flatMap((event) => decodeTally(event) ?? []);
    expect(digestOf(rows)).toBe(digestOf(foldInMemory(tallies, sound)));
  });

  it('passes over an event that somebody skipped and answers for', async () => {
    await given.write('t6', broken);
    const projector = given.start();
    await untilTrue(() => projector.halted.length > 0);
    await skipEvent(given.pool, tallies, { who: 'ada', reason: 'planted' });
    await given.write('t6', added(1n));
    await given.caughtUp();
    expect(await rebuild()).toMatchObject({ outcome: 'swapped', check: { kind: 'digest', differences: [] } });
  });

  it('leaves a paused read model paused', async () => {
    await projected();
    await pauseProjection(given.pool, tallies);
    await given.write('t1', added(1n));
    expect(await rebuild()).toMatchObject({ outcome: 'swapped' });
    expect(await readCheckpoints(given.pool, [tallies])).toMatchObject([{ state: 'paused', build: 2 }]);
  });

  it('can be undone: the table before is brought up to date and shown again', async () => {
    await projected();
    await rebuild();
    await given.pool.query(`update read_specimen.tallies set total = 0 where tally_id = 't4'`);
    await given.write('t1', added(3n));
    await given.caughtUp();
    const undone = await rebuild(tallies, { goesBack: true });
    expect(undone).toMatchObject({ outcome: 'swapped', table: { build: 1 }, replaced: { build: 2 } });
    expect(await given.different()).toEqual([]);
    expect(await stages()).toEqual(['v1 b2 retired', 'v1 b1 live']);
  });

  it('keeps one table for going back, and no more', async () => {
    await projected();
    for (let i = 0; i < 3; i++) await rebuild();
    expect(await stages()).toEqual(['v1 b4 live', 'v1 b3 retired']);
    const { rows } = await given.pool.query(
      `select relname from pg_class where relname like 'tallies\\_v%' and relkind = 'r' order by 1`,
    );
    expect(rows.map((row) => row.relname)).toEqual(['tallies_v1_b3', 'tallies_v1_b4']);
  });

  it('has nothing to go back to before the first swap, and says so', async () => {
    await projected();
    await expect(rebuild(tallies, { goesBack: true })).rejects.toThrow('no earlier table to go back to');
  });

  it('is refused while another process builds the same read model', async () => {
    await projected();
    const both = await Promise.allSettled([rebuild(), rebuild()]);
    const refused = both.filter((one) => one.status === 'rejected');
    expect(refused).toHaveLength(1);
    expect((refused[0] as PromiseRejectedResult).reason).toBeInstanceOf(RebuildUnderWay);
    expect(await given.different()).toEqual([]);
  });

  it('has the indexes of the table before', async () => {
    await projected();
    await rebuild();
    const { rows } = await given.pool.query(
      `select indexdef from pg_indexes where tablename = 'tallies_v1_b2' order by indexname`,
    );
    expect(rows.map((row) => /\((.*)\)/.exec(row.indexdef as string)![1])).toEqual([
      'total DESC, tally_id',
      'tally_id',
    ]);
  });

  it('of another version lets those who read by the new one wait, not read the old one', async () => {
    await projected();
    const next = { ...tallies, version: 2 };
    await createReadModels(given.pool, [next]);
    const models = new ReadModels(given.pool, [next], historyOf(store));
    await expect(models.query(next, 'select * from read_specimen.tallies')).rejects.toThrow(
      'still being built',
    );
    expect(await rebuild(next)).toMatchObject({ outcome: 'swapped', replaced: { version: 1, build: 1 } });
    expect((await models.query(next, 'select * from read_specimen.tallies')).rows).toHaveLength(7);
    models.close();
  });
});
