import { MemoryEventStore, positionOf } from '@ledgerline/platform/eventstore';
import { describeWithPostgres, testDatabase } from '@ledgerline/testing';
import { CheckpointRefused, ProjectorFenced, readCheckpoints } from './checkpoints';
import { added, moved, specimens, tallies, TallyRow } from './given-projections';
import { GivenProjector, givenProjector, untilTrue } from './given-projector';
import { Projection } from './projection';
import { storedRows } from './stored-rows';

describeWithPostgres('a projector in trouble', () => {
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

  /**
   * Every n-th row written to the table ends the projector's connection, in the middle of its transaction.
   */
  const killEvery = async (n: number, table: string, when: 'at once' | 'at commit'): Promise<void> => {
    await given.pool.query(`
      create sequence read_specimen.kills;
      create function read_specimen.kill() returns trigger language plpgsql as $$
      begin
        if nextval('read_specimen.kills') % ${n} = 0 then perform pg_terminate_backend(pg_backend_pid()); end if;
        return null;
      end $$;
      create constraint trigger kill after insert or update on read_specimen.${table}
        deferrable initially ${when === 'at commit' ? 'deferred' : 'immediate'}
        for each row execute function read_specimen.kill()`);
  };

  it.each([
    ['among its rows', 'tallies_v1', 'at once'],
    ['after rows and checkpoint, before the commit', 'tally_entries_v1', 'at commit'],
  ] as const)('loses nothing and doubles nothing when it is killed %s', async (_when, table, when) => {
    await killEvery(5, table, when);
    const projector = given.start({ batchEventsMax: 7 });
    for (let i = 0; i < 8; i++) {
      await given.write(`t${i % 3}`, added(BigInt(i), `note ${i}`), moved(`t${i % 3}`, 'other', 1n));
    }
    await given.caughtUp();
    expect(projector.faults.length).toBeGreaterThan(0);
    expect(await given.different()).toEqual([]);
  });

  it('empties its row cache with any error', async () => {
    const total = async () => (await storedRows<TallyRow>(given.pool, tallies))[0]!.total;
    const projector = given.start();
    await given.write('a', added(1n));
    await given.caughtUp();
    await given.pool.query('update read_specimen.tallies_v1 set total = 1000');
    await given.write('a', added(1n));
    await given.caughtUp();
    expect(await total()).toBe(2n);

    await given.pool.query('update read_specimen.tallies_v1 set total = 1000');
    await killEvery(1, 'tallies_v1', 'at once');
    const { length } = projector.faults;
    await given.write('a', added(1n));
    await untilTrue(() => projector.faults.length > length);
    await given.pool.query('drop trigger kill on read_specimen.tallies_v1');
    await given.caughtUp();
    expect(await total()).toBe(1001n);
  });

  it('stops as soon as another one takes over, and says so', async () => {
    const first = given.start();
    await given.write('a', added(1n));
    await given.caughtUp();
    const second = given.start();
    expect(await first.ended).toBeInstanceOf(ProjectorFenced);
    await given.write('a', added(2n));
    await given.caughtUp();
    await untilTrue(() => second.batches.length > 0);
    expect(await given.different()).toEqual([]);
  });

  it('writes nothing any more once its epoch is over', async () => {
    const projector = given.start();
    await given.write('a', added(1n));
    await given.caughtUp();
    const other = await given.pool.connect();
    await other.query('begin');
    await other.query('select from projections.checkpoints for update');
    await given.write('a', added(2n));
    await untilTrue(async () => {
      const waiting = `select from pg_stat_activity where wait_event_type = 'Lock' and query like '%checkpoints%'`;
      return (await given.pool.query(waiting)).rowCount! > 0;
    });
    await other.query('update projections.checkpoints set epoch = epoch + 1, projector = name');
    await other.query('commit');
    other.release();
    expect(await projector.ended).toBeInstanceOf(ProjectorFenced);
    expect(await storedRows(given.pool, tallies)).toMatchObject([{ total: 1n }]);
  });

  it('leaves exact rows behind when projectors take over from each other in the middle of their work', async () => {
    const ends: Promise<Error | undefined>[] = [];
    for (let round = 0; round < 4; round++) {
      const projector = given.start({ batchEventsMax: 3 });
      for (let i = 0; i < 15; i++) await given.write(`t${i % 5}`, added(BigInt(i)));
      await untilTrue(() => projector.batches.length > 0);
      ends.push(projector.ended);
    }
    for (const ended of ends.slice(0, -1)) expect(await ended).toBeInstanceOf(ProjectorFenced);
    await given.caughtUp();
    expect(await given.different()).toEqual([]);
  });

  it('goes on by itself after the log failed', async () => {
    let failures = 2;
    const flaky = Object.create(store) as MemoryEventStore;
    flaky.tail = (from) => {
      if (failures-- > 0) throw new Error('the log is away');
      return store.tail(from);
    };
    const projector = given.start({ store: flaky });
    await given.write('a', added(1n));
    await given.caughtUp();
    expect(projector.faults.map((error) => error.message)).toEqual(['the log is away', 'the log is away']);
    expect(await given.different()).toEqual([]);
  });
});

describeWithPostgres('a checkpoint', () => {
  let database: Awaited<ReturnType<typeof testDatabase>>;
  let store: MemoryEventStore;
  let given: GivenProjector;

  beforeEach(async () => {
    database = await testDatabase();
    store = new MemoryEventStore();
    given = await givenProjector(database.appUrl, store);
    await given.write('a', added(1n));
  });

  afterEach(async () => {
    await given.end();
    await database.drop();
  });

  const refusal = async (projections: readonly Projection[] = specimens): Promise<Error | undefined> => {
    const before = await readCheckpoints(given.pool, specimens);
    const error = await given.start({ projections }).ended;
    expect(await readCheckpoints(given.pool, specimens)).toEqual(before);
    return error;
  };

  it('of another log is refused', async () => {
    const foreign = positionOf('another', 1n);
    await given.pool.query('update projections.checkpoints set position = $1', [foreign]);
    expect(await refusal()).toBeInstanceOf(CheckpointRefused);
    expect((await refusal())?.message).toContain(`stands at ${foreign}, a place in another log`);
  });

  it('ahead of the log is refused', async () => {
    await given.pool.query('update projections.checkpoints set position = $1', [
      positionOf(store.storeId, 2n),
    ]);
    expect((await refusal())?.message).toContain('ahead of the log');
  });

  it('that was never made is refused', async () => {
    expect((await refusal([{ ...tallies, version: 7 }]))?.message).toContain(
      'tallies version 7 has no table yet',
    );
  });

  it('of a table that was built otherwise is refused', async () => {
    const otherwise = { ...tallies, columns: { ...tallies.columns, note: 'json' } } as Projection;
    expect((await refusal([otherwise]))?.message).toContain('built from another definition');
  });
});
