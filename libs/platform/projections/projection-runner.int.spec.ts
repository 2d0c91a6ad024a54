import fc from 'fast-check';
import { historyOf, MemoryEventStore } from '@ledgerline/platform/eventstore';
import { describeWithPostgres, testDatabase } from '@ledgerline/testing';
import { createReadModels } from './create-read-models';
import { Added, added, moved, specimens, tallies, tallyDays, tallyEntries } from './given-projections';
import { TallyRow } from './given-projections';
import { GivenProjector, givenProjector, untilTrue } from './given-projector';
import { Projection } from './projection';
import { ReadModels } from './read-models';
import { storedRows } from './stored-rows';

describeWithPostgres('the projection runner', () => {
  let database: Awaited<ReturnType<typeof testDatabase>>;
  let store: MemoryEventStore;
  let given: GivenProjector;

  beforeEach(async () => {
    database = await testDatabase();
    store = new MemoryEventStore();
    given = await givenProjector(database.appUrl, store);
  });

  afterEach(async () => {
    await given.end();
    await database.drop();
  });

  it('projects what is in the log and what comes after', async () => {
    await given.write('a', added(1n), added(2n));
    given.start();
    await given.caughtUp();
    expect(await given.different()).toEqual([]);
    await given.write('b', moved('b', 'a', 5n));
    await given.caughtUp();
    expect(await given.different()).toEqual([]);
  });

  it('comes to the rows that the log says, however it is cut into batches and restarts', async () => {
    const entry = fc.record({
      id: fc.constantFrom('a', 'b', 'c', 'd'),
      to: fc.constantFrom('a', 'e'),
      n: fc.nat(99),
    });
    const property = fc.asyncProperty(
      fc.array(fc.array(entry, { minLength: 1, maxLength: 20 }), { minLength: 1, maxLength: 4 }),
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 2, max: 8 }),
      async (bursts, batchEventsMax, cachedRowsMax) => {
        for (const burst of bursts) {
          const projector = given.start({ batchEventsMax, cachedRowsMax });
          for (const { id, to, n } of burst) {
            await given.write(
              id,
              n % 3 === 0 ? moved(id, to, BigInt(n)) : added(BigInt(n), `note ${n}`, { n }),
            );
          }
          await given.caughtUp();
          await projector.stop();
        }
        expect(await given.different()).toEqual([]);
      },
    );
    await fc.assert(property, { numRuns: 8 });
  });

  it('keeps numbers beyond 2^53, JSON, nulls and awkward text exactly', async () => {
    const awkward = `"quoted", {braced}\\ NULL é 🦊 'single'\nline`;
    const extra = { order: ['z', 'a', 'm'], z: 1, a: { n: 1.5, t: awkward, none: null }, empty: [] };
    await given.write('big', added(2n ** 53n + 1n, awkward, extra));
    await given.write('small', added(-(2n ** 63n), null, 'just text'));
    await given.write('word', added(0n, 'NULL', null), added(0n, '', [null]));
    given.start();
    await given.caughtUp();
    const rows = [...(await storedRows<TallyRow>(given.pool, tallies))].sort((a, b) =>
      a.tally_id < b.tally_id ? -1 : 1,
    );
    expect(rows).toMatchObject([
      { total: 9007199254740993n, negative: false, note: awkward, extra, moved_on: null },
      { total: -9223372036854775808n, negative: true, note: null, extra: 'just text' },
      { total: 0n, note: '', extra: [null] },
    ]);
    expect(rows[0]!.first_at).toBe('2026-02-27T00:00:00.000Z');
    expect(JSON.stringify(rows[0]!.extra)).toBe(JSON.stringify(extra));
    expect(await given.different()).toEqual([]);
  });

  it('finds the rows again that its cache forgot, or a restart', async () => {
    for (const id of ['a', 'b', 'c', 'd', 'e', 'a', 'b']) await given.write(id, added(1n));
    const first = given.start({ cachedRowsMax: 2, batchEventsMax: 1 });
    await given.caughtUp();
    await first.stop();
    await given.write('c', added(1n));
    given.start();
    await given.caughtUp();
    expect(await given.different()).toEqual([]);
  });

  it('asks once for a row that events name and none makes', async () => {
    const large: Projection<TallyRow> = {
      ...tallies,
      on: {
        Added: {
          ...tallies.on.Added!,
          fold: (row, event, key) =>
            (event.data as Added['data']).amount > 9n ? tallies.on.Added!.fold(row, event, key) : row,
        },
      },
    };
    await given.write('a', added(10n));
    const first = given.start({ projections: [large] });
    await given.caughtUp([large]);
    await first.stop();
    const second = given.start({ projections: [large] });
    for (const amount of [1n, 2n, 10n]) {
      await given.write('b', added(amount));
      await given.caughtUp([large]);
    }
    expect(second.batches.reduce((sum, batch) => sum + batch.rowsSought, 0)).toBe(1);
    expect(await storedRows(given.pool, large)).toMatchObject([
      { tally_id: 'a', total: 10n },
      { tally_id: 'b', total: 10n },
    ]);
  });

  it('loads nothing for a table that is only appended to', async () => {
    await given.write('a', added(1n), added(2n), added(3n));
    const projector = given.start({ projections: [tallyEntries] });
    await given.caughtUp([tallyEntries]);
    await untilTrue(() => projector.batches.length > 0);
    expect(projector.batches.map((batch) => batch.rowsSought)).toEqual(projector.batches.map(() => 0));
    expect(await storedRows(given.pool, tallyEntries)).toHaveLength(3);
  });

  it('lets a new read model catch up beside the others and then join them', async () => {
    for (let i = 0; i < 30; i++) await given.write(`t${i % 4}`, added(BigInt(i)));
    const early = given.start({ projections: [tallies, tallyEntries] });
    await given.caughtUp([tallies, tallyEntries]);
    await early.stop();
    const all = given.start({ batchEventsMax: 4 });
    for (let i = 0; i < 30; i++) await given.write(`t${i % 4}`, added(BigInt(i)));
    await untilTrue(() => all.joined.length > 0);
    await given.caughtUp();
    expect(all.joined).toEqual([tallyDays.name]);
    expect(all.batches.some((batch) => batch.lane === 'catching-up' && batch.projections === 1)).toBe(true);
    expect(await given.different()).toEqual([]);
    const position = await given.write('t0', added(1n));
    await untilTrue(() => all.batches.at(-1)!.position === position);
    expect(all.batches.at(-1)).toMatchObject({ lane: 'main', projections: 3, events: 1, rowsWritten: 3 });
  });

  it('passes over events of other contexts and still moves on', async () => {
    await given.write('a', added(1n));
    const foreign = {
      id: '0190a0f0-0000-7000-8000-000000000000',
      type: 'unheard.of.v1',
      data: '{}',
      metadata: '{}',
    };
    await store.append('elsewhere-1', 'no-stream', [foreign]);
    const projector = given.start();
    await given.caughtUp();
    expect(projector.halted).toEqual([]);
    expect(await given.different()).toEqual([]);
  });

  it('finishes the batch in hand when it is stopped', async () => {
    const projector = given.start();
    for (let i = 0; i < 20; i++) await given.write('a', added(1n));
    await projector.stop();
    expect(await projector.ended).toBeUndefined();
    given.start();
    await given.caughtUp();
    expect(await given.different()).toEqual([]);
  });

  it('tells of each batch what it wrote and how old its last event was', async () => {
    await given.write('a', added(1n));
    const projector = given.start();
    await untilTrue(() => projector.batches.length > 0);
    expect(projector.batches[0]).toMatchObject({ lane: 'main', projections: 3, events: 1, rowsWritten: 3 });
    expect(projector.batches[0]!.lagMs).toBeGreaterThanOrEqual(0);
  });

  it('builds a new version beside the old table, shows it when it is whole, and keeps the old one', async () => {
    await given.write('a', added(1n), added(2n));
    const old = given.start();
    await given.caughtUp();
    await old.stop();
    const next = { ...tallies, version: 2 };
    await createReadModels(given.pool, [next]);
    expect(await storedRows(given.pool, tallies)).toMatchObject([{ total: 3n }]);
    const projections = [next, ...specimens.slice(1)];
    given.start({ projections });
    const models = new ReadModels(given.pool, projections, historyOf(store));
    await models.readAtLeast(projections, await given.write('a', added(4n)), 20_000);
    expect(await storedRows(given.pool, next)).toMatchObject([{ total: 7n }]);
    expect(await storedRows(given.pool, tallies, 1)).toMatchObject([{ total: 3n }]);
    models.close();
  });
});
