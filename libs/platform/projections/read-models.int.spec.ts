import { MemoryEventStore, positionOf } from '@ledgerline/platform/eventstore';
import { describeWithPostgres, testDatabase } from '@ledgerline/testing';
import { added, specimens, tallies, tallyDays, tallyEntries } from './given-projections';
import { GivenProjector, givenProjector } from './given-projector';
import { projectionLag } from './projection-lag';
import { PositionOfAnotherLog, ReadModelBehind } from './read-models';

const TOTALS = 'select tally_id, total from read_specimen.tallies order by tally_id';

describeWithPostgres('reading from read models', () => {
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

  it('answers rows with the position they reflect', async () => {
    expect(await given.readModels.query(tallies, TOTALS)).toEqual({ rows: [], position: undefined });
    given.start();
    const position = await given.write('a', added(2n ** 60n));
    const answer = await given.readModels.query(tallies, TOTALS, [], { atLeast: position });
    expect(answer).toEqual({ rows: [{ tally_id: 'a', total: 2n ** 60n }], position });
  });

  it('waits for the position that is asked for', async () => {
    given.start();
    for (let i = 1; i <= 20; i++) {
      const atLeast = await given.write('a', added(1n));
      const { rows } = await given.readModels.query<{ total: bigint }>(tallies, TOTALS, [], { atLeast });
      expect(rows[0]!.total).toBe(BigInt(i));
    }
  });

  it('refuses to answer with anything older', async () => {
    const atLeast = await given.write('a', added(1n));
    const asked = given.readModels.query(tallies, TOTALS, [], { atLeast, timeoutMs: 50 });
    await expect(asked).rejects.toThrow(ReadModelBehind);
    await expect(asked).rejects.toThrow(`tallies did not reach ${atLeast} in time`);
  });

  it('refuses a position that this log never gave out', async () => {
    given.start();
    await given.write('a', added(1n));
    await given.caughtUp();
    for (const atLeast of [positionOf('another', 1n), 'nonsense']) {
      await expect(given.readModels.query(tallies, TOTALS, [], { atLeast })).rejects.toThrow(
        PositionOfAnotherLog,
      );
    }
  });

  it('reads several read models as of one moment, while they are being written', async () => {
    const projector = given.start({ batchEventsMax: 3 });
    const sums = async () => {
      return given.readModels.read(specimens, async (read) => {
        const sum = (table: string) =>
          `select coalesce(sum(events), 0)::bigint as n from read_specimen.${table}`;
        const [total] = await read<{ n: bigint }>(sum('tallies'));
        const [entries] = await read<{ n: bigint }>('select count(*) as n from read_specimen.tally_entries');
        return { total: total!.n, entries: entries!.n };
      });
    };
    for (let i = 0; i < 30; i++) {
      await given.write(`t${i % 3}`, added(1n));
      const { value, position } = await sums();
      expect(value.total).toBe(value.entries);
      if (position) expect(BigInt(position.slice(-20))).toBe(value.total);
    }
    await projector.stop();
  });

  it('names the position that the slowest of several read models has reached', async () => {
    const first = await given.write('a', added(1n));
    const both = given.start();
    await given.caughtUp();
    await both.stop();
    const one = given.start({ projections: [tallies] });
    const second = await given.write('a', added(1n));
    await given.caughtUp([tallies]);
    await one.stop();
    expect((await given.readModels.query([tallies, tallyDays], 'select 1')).position).toBe(first);
    expect((await given.readModels.query(tallies, 'select 1')).position).toBe(second);
  });

  it('streams a large result page by page as of one position', async () => {
    const events = Array.from({ length: 2_345 }, (_, i) => added(BigInt(i)));
    await given.write('a', ...events.slice(0, 2_000));
    const position = await given.write('a', ...events.slice(2_000));
    const projector = given.start();
    const sql = 'select entry from read_specimen.tally_entries where tally_id = $1 order by entry';
    const streamed = await given.readModels.stream<{ entry: bigint }>(tallyEntries, sql, ['a'], {
      atLeast: position,
    });
    await given.write('a', added(1n));
    await given.caughtUp();
    const pages: number[] = [];
    for await (const page of streamed.pages) pages.push(page.length);
    expect(streamed.position).toBe(position);
    expect(pages).toEqual([1_000, 1_000, 345]);
    await projector.stop();
  });

  it('gives the connection back when a stream is left early, or a query fails', async () => {
    const free = () => given.pool.totalCount - given.pool.idleCount;
    given.start();
    await given.write('a', ...Array.from({ length: 1_500 }, () => added(1n)));
    await given.caughtUp();
    const before = free();
    const { pages } = await given.readModels.stream(
      tallyEntries,
      'select * from read_specimen.tally_entries',
    );
    for await (const page of pages) {
      expect(page).toHaveLength(1_000);
      break;
    }
    await expect(given.readModels.query(tallies, 'select nonsense')).rejects.toThrow('nonsense');
    expect(free()).toBe(before);
  });

  it('answers many who wait for the same position', async () => {
    given.start();
    const atLeast = await given.write('a', added(1n));
    const answers = await Promise.all(
      Array.from({ length: 40 }, () => given.readModels.query(tallies, TOTALS, [], { atLeast })),
    );
    expect(answers.every((answer) => answer.rows.length === 1)).toBe(true);
  });

  it('tells how far each read model is behind', async () => {
    await given.write('a', added(1n), added(1n), added(1n));
    const [behind] = await projectionLag(given.pool, store, specimens);
    expect(behind).toMatchObject({ state: 'running', position: null, events: 3 });
    expect(behind!.seconds).toBeGreaterThanOrEqual(0);
    given.start();
    await given.caughtUp();
    const lags = await projectionLag(given.pool, store, specimens);
    expect(lags.map(({ name, events, seconds }) => ({ name, events, seconds }))).toEqual(
      lags.map(({ name }) => ({ name, events: 0, seconds: 0 })),
    );
  });
});
