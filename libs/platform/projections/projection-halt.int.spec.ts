import { MemoryEventStore } from '@ledgerline/platform/eventstore';
import { describeWithPostgres, testDatabase } from '@ledgerline/testing';
import { pauseProjection, readCheckpoints, resumeProjection } from './checkpoints';
import { added, broken, specimens, tallies, tallyDays, tallyEntries, TallyRow } from './given-projections';
import { GivenProjector, givenProjector, untilTrue } from './given-projector';
import { Projection } from './projection';
import { storedRows } from './stored-rows';

const others = specimens.filter((projection) => projection !== tallies);

describeWithPostgres('an event that cannot be projected', () => {
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

  const checkpoint = async (projection: Projection) => (await readCheckpoints(given.pool, [projection]))[0]!;
  const totals = async () => (await storedRows<TallyRow>(given.pool, tallies)).map((row) => row.total);

  it('halts a financial read model at exactly that place; the others go on', async () => {
    const good = await given.write('a', added(1n), added(2n));
    const bad = await given.write('a', broken);
    await given.write('a', added(4n));
    const projector = given.start();
    await given.caughtUp(others);
    await given.write('a', added(8n));
    await given.caughtUp(others);
    await untilTrue(() => projector.halted.length > 0);
    expect(projector.halted).toEqual(['tallies']);
    expect(await totals()).toEqual([3n]);
    expect(await checkpoint(tallies)).toMatchObject({
      state: 'halted',
      position: good,
      errorPosition: bad,
      error: 'a broken tally cannot be folded',
    });
    expect(await storedRows(given.pool, tallyEntries)).toHaveLength(4);
  });

  it('is passed over, and counted, where the read model is not financial', async () => {
    await given.write('a', added(1n));
    const bad = await given.write('a', broken);
    await given.write('a', added(4n));
    given.start();
    await given.caughtUp(others);
    expect(await checkpoint(tallyDays)).toMatchObject({ state: 'running', skipped: 1n, errorPosition: bad });
    expect(await storedRows(given.pool, tallyDays)).toMatchObject([{ added: 5n }]);
  });

  it('is folded again when the read model is resumed; once mended, it joins the others', async () => {
    let isMended = false;
    const mendable: Projection<TallyRow> = {
      ...tallies,
      on: {
        ...tallies.on,
        Broken: {
          keys: tallies.on.Broken!.keys,
          fold: (row, ...rest) => (isMended ? row! : tallies.on.Broken!.fold(row, ...rest)),
        },
      },
    };
    await given.write('a', added(1n));
    await given.write('a', broken);
    const projector = given.start({ projections: [mendable, ...others] });
    await given.write('a', added(2n));
    await given.caughtUp(others);

    await projector.runner.resume(mendable);
    await given.readModels.readAtLeast(others, await given.write('a', added(4n)));
    while (projector.halted.length < 2)
      await given.readModels.readAtLeast(others, await given.write('b', added(0n)));
    expect(await totals()).toContain(1n);

    isMended = true;
    await projector.runner.resume(mendable);
    await given.caughtUp();
    expect(await totals()).toContain(7n);
    await untilTrue(() => projector.joined.includes('tallies'));
    expect(await checkpoint(tallies)).toMatchObject({ state: 'running', error: null, errorPosition: null });
  });

  it('keeps the read model halted over a restart', async () => {
    await given.write('a', added(1n));
    await given.write('a', broken);
    const first = given.start();
    await given.caughtUp(others);
    await first.stop();
    const second = given.start();
    await given.write('a', added(2n));
    await given.caughtUp(others);
    expect(second.halted).toEqual([]);
    expect(await totals()).toEqual([1n]);
  });

  it.each([
    ['a number that its column cannot hold', added(2n ** 63n)],
    ['a character that PostgreSQL cannot hold', added(0n, 'nul \u0000 character')],
  ])('may be one whose row is refused by the table: %s', async (_what, event) => {
    const entriesToo = event.data.amount > 0n;
    for (let i = 0; i < 5; i++) await given.write('a', added(1n));
    const bad = await given.write('a', event);
    for (let i = 0; i < 5; i++) await given.write('b', added(1n));
    const projector = given.start();
    await given.caughtUp([tallyDays]);
    await untilTrue(() => projector.halted.length > 0);
    expect(projector.halted.sort()).toEqual(entriesToo ? ['tallies', 'tally_entries'] : ['tallies']);
    expect(projector.faults).toEqual([]);
    expect(await checkpoint(tallies)).toMatchObject({ state: 'halted', errorPosition: bad });
    expect(await totals()).toEqual([5n]);
    expect((await checkpoint(tallyDays)).skipped).toBe(entriesToo ? 1n : 0n);
    expect(await storedRows(given.pool, tallyEntries)).toHaveLength(entriesToo ? 5 : 11);
  });

  it('may be one of an unknown type: every financial read model halts', async () => {
    await given.write('a', added(1n));
    const unknown = {
      id: '0190a0f0-0000-7000-8000-000000000000',
      type: 'specimen.tally.added.v9',
      data: '{}',
    };
    await store.append('tally-b', 'no-stream', [{ ...unknown, metadata: '{"at":""}' }]);
    const projector = given.start();
    await given.caughtUp([tallyDays]);
    await untilTrue(() => projector.halted.length > 0);
    expect(projector.halted).toEqual(['tallies', 'tally_entries']);
    expect((await checkpoint(tallies)).error).toContain('unknown event type specimen.tally.added.v9');
  });
});

describeWithPostgres('a paused read model', () => {
  it('stands still while the others go on, and catches up when it is resumed', async () => {
    const database = await testDatabase();
    const store = new MemoryEventStore();
    const given = await givenProjector(database.appUrl, store);
    await given.write('a', added(1n));
    const projector = given.start();
    await given.caughtUp();
    await pauseProjection(given.pool, tallies);
    await given.write('a', added(2n));
    await given.caughtUp(others);
    expect(await storedRows(given.pool, tallies)).toMatchObject([{ total: 1n }]);
    await resumeProjection(given.pool, tallies);
    await given.caughtUp();
    expect(projector.halted).toEqual([]);
    expect(await given.different()).toEqual([]);
    await given.end();
    await database.drop();
  });
});
