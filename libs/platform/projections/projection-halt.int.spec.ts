import { MemoryEventStore } from '@ledgerline/platform/eventstore';
import { describeWithPostgres, testDatabase } from '@ledgerline/testing';
import { pauseProjection, readCheckpoints, resumeProjection } from './checkpoints';
import { added, broken, specimens, tallies, tallyDays, tallyEntries, TallyRow } from './given-projections';
import { GivenProjector, givenProjector, untilTrue } from './given-projector';
import { Projection } from './projection';
import { NothingToSkip, readSkips, skipEvent } from './skips';
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

  it.each([
    ['of an unknown type', 'specimen.tally.weighed.v1', '{}', 'unknown event type specimen.tally.weighed.v1'],
    [
      'of a version without an upcaster',
      'specimen.tally.added.v0',
      '{}',
      'unknown event type specimen.tally.added.v0',
    ],
    ['of corrupt JSON', 'specimen.tally.added.v1', '{"amount":', 'JSON'],
    ['of an amount that is none', 'specimen.tally.added.v1', '{"amount":"1.5"}', 'BigInt'],
  ])(
    'may be one %s: every financial read model halts at exactly its place',
    async (_what, type, data, says) => {
      const good = await given.write('a', added(1n));
      const bad = { id: '0190a0f0-0000-7000-8000-000000000000', type, data: '{}', metadata: '{"at":""}' };
      const appended = await store.append('tally-b', 'no-stream', [bad]);
      const projector = given.start({ store: delivering(store, bad.id, data) });
      await given.caughtUp([tallyDays]);
      await untilTrue(() => projector.halted.length >= 2);
      expect(projector.halted.sort()).toEqual(['tallies', 'tally_entries']);
      const errorPosition = (appended as { position: string }).position;
      for (const halted of [tallies, tallyEntries]) {
        const found = await checkpoint(halted);
        expect(found).toMatchObject({ state: 'halted', position: good, errorPosition });
        expect(found.error).toContain(says);
      }
      expect(await checkpoint(tallyDays)).toMatchObject({ state: 'running', skipped: 1n });
    },
  );

  it('that is skipped is left out, whole, and the read model goes on by itself', async () => {
    await given.write('a', added(1n));
    const bad = await given.write('a', broken);
    await given.write('a', added(4n));
    const projector = given.start();
    await untilTrue(() => projector.halted.length > 0);
    const skip = await skipEvent(given.pool, tallies, { who: 'ada', reason: 'planted by a test' });
    expect(skip).toMatchObject({ name: 'tallies', position: bad, who: 'ada', reason: 'planted by a test' });
    await given.caughtUp();
    expect(await totals()).toEqual([5n]);
    expect(await checkpoint(tallies)).toMatchObject({ state: 'running', skipped: 1n });
    expect(await readSkips(given.pool)).toEqual([skip]);
    await expect(skipEvent(given.pool, tallies, { who: 'ada', reason: 'again' })).rejects.toThrow(
      NothingToSkip,
    );
    expect(await projector.stop()).toBeUndefined();
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

/** Every store refuses text that is no JSON, so a disk that garbles one event is stood in for. */
function delivering(store: MemoryEventStore, id: string, data: string): MemoryEventStore {
  const garbled = Object.create(store) as MemoryEventStore;
  garbled.tail = async function* (from) {
    for await (const message of store.tail(from)) {
      const isIt = message.kind === 'event' && message.event.id === id;
      yield isIt ? { ...message, event: { ...message.event, data } } : message;
    }
  };
  return garbled;
}
