import { MemoryEventStore } from '@ledgerline/platform/eventstore';
import { describeWithPostgres, testDatabase } from '@ledgerline/testing';
import { readBuilds } from '../builds';
import { added, decodeTally, moved, specimens, tallies, TallyRow } from '../given-projections';
import { GivenProjector, givenProjector } from '../given-projector';
import { Projection } from '../projection';
import { storedRows } from '../stored-rows';
import { RebuildStopped } from './build-lane';
import { rebuildProjection, RebuildOptions } from './rebuild-projection';

describeWithPostgres('a rebuild', () => {
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

  it.each(specimens.map((projection) => [projection.name, projection] as const))(
    'of %s makes a second table with the same rows and shows it',
    async (name, projection) => {
      const projector = await projected();
      const result = await rebuild(projection);
      expect(result).toMatchObject({
        outcome: 'swapped',
        table: { version: 1, build: 2 },
        replaced: { version: 1, build: 1 },
        check: { kind: 'digest', differences: [] },
        events: 60,
      });
      expect(await stages(name)).toEqual(['v1 b2 live', 'v1 b1 retired']);
      expect(await given.different()).toEqual([]);
      await given.write('t1', added(5n));
      await given.caughtUp();
      expect(await given.different()).toEqual([]);
      expect(projector.halted).toEqual([]);
    },
  );

  it('never shows readers an empty or a mixed table, nor an older one', async () => {
    await projected();
    const totals: bigint[] = [];
    const reads = { done: false };
    const reading = (async () => {
      while (!reads.done) {
        const { rows, position } = await given.readModels.query<TallyRow>(
          tallies,
          'select * from read_specimen.tallies',
        );
        // Every event but a move adds a known amount, so the sum tells which events are in the rows.
        totals.push(rows.reduce((sum, row) => sum + row.total, 0n));
        expect(
          rows.every((row) => (row as TallyRow & { last_position: string }).last_position <= position!),
        ).toBe(true);
      }
    })();
    for (let round = 0; round < 5; round++) {
      await given.write('t0', added(1n));
      expect(await rebuild()).toMatchObject({ outcome: 'swapped' });
    }
    reads.done = true;
    await reading;
    expect(totals.length).toBeGreaterThan(5);
    expect(totals).toEqual([...totals].sort((a, b) => (a < b ? -1 : 1)));
    expect(totals[0]).toBe(435n);
  });

  it('is gone on with by the projector that was running, while events keep coming', async () => {
    const projector = await projected();
    let isWriting = true;
    const writing = (async () => {
      while (isWriting) {
        await given.write('t3', added(1n));
        // A store in memory never waits: the projector would not get a turn.
        await new Promise((resolve) => setImmediate(resolve));
      }
    })();
    for (const projection of specimens)
      expect(await rebuild(projection)).toMatchObject({ outcome: 'swapped' });
    isWriting = false;
    await writing;
    await given.caughtUp();
    expect(await given.different()).toEqual([]);
    await projector.stop();
    expect(await projector.ended).toBeUndefined();
  });

  it('names the row, column and both figures where the live table is wrong, and leaves it shown', async () => {
    await projected();
    await given.pool.query(`update read_specimen.tallies set total = total + 1 where tally_id = 't4'`);
    const result = await rebuild();
    expect(result).toMatchObject({ outcome: 'different' });
    const [expected] = (await storedRows<TallyRow>(given.pool, tallies, 2)).filter(
      (r) => r.tally_id === 't4',
    );
    expect((result as { differences: unknown }).differences).toEqual([
      {
        projection: 'tallies',
        key: 'tally_id=t4',
        column: 'total',
        expected: String(expected!.total),
        found: String(expected!.total + 1n),
      },
    ]);
    expect(await stages()).toEqual(['v1 b2 building', 'v1 b1 live']);
    expect(await given.different()).toEqual(['tallies']);
    expect(await rebuild(tallies, { acceptsDifferences: true })).toMatchObject({ outcome: 'swapped' });
    expect(await given.different()).toEqual([]);
  });

  it('finds a row that is missing, and one that should not be there', async () => {
    await projected();
    await given.pool.query(`delete from read_specimen.tallies where tally_id = 't5'`);
    await given.pool.query(
      `insert into read_specimen.tallies select 'nobody', total, events, negative, note, extra, first_at, moved_on,
         last_position from read_specimen.tallies limit 1`,
    );
    expect(await rebuild()).toMatchObject({
      outcome: 'different',
      differences: expect.arrayContaining([
        { projection: 'tallies', key: 'tally_id=t5', column: '(row)', expected: 'a row', found: null },
        { projection: 'tallies', key: 'tally_id=nobody', column: '(row)', expected: null, found: 'a row' },
      ]),
    });
  });

  it('that is stopped half-way goes on from its last commit', async () => {
    await projected();
    const stop = new AbortController();
    const flaky = Object.create(store) as MemoryEventStore;
    flaky.readAll = (page) => store.readAll({ ...page, countMax: 10 });
    const stopped = rebuild(tallies, { store: flaky, signal: stop.signal, progressed: () => stop.abort() });
    await expect(stopped).rejects.toThrow(RebuildStopped);
    expect(await stages()).toEqual(['v1 b2 building', 'v1 b1 live']);
    expect(await rebuild()).toMatchObject({ outcome: 'swapped', events: 50, table: { build: 2 } });
    expect(await given.different()).toEqual([]);
  });

  it('starts clean where the fold is another one than that of the table begun', async () => {
    await projected();
    const stop = new AbortController();
    const stopping = { signal: stop.signal, progressed: () => stop.abort() };
    const otherwise = { ...tallies, on: { ...tallies.on, Broken: undefined } };
    const flaky = Object.create(store) as MemoryEventStore;
    flaky.readAll = (page) => store.readAll({ ...page, countMax: 10 });
    await expect(rebuild(otherwise, { ...stopping, store: flaky })).rejects.toThrow(RebuildStopped);
    expect(await rebuild()).toMatchObject({ outcome: 'swapped', resumedFrom: null, events: 60 });
    expect(await given.different()).toEqual([]);
  });
});
