import * as fc from 'fast-check';
import { MemoryEventStore } from '@ledgerline/platform/eventstore';
import { createLogger, createMetrics, verifyObserver } from '@ledgerline/platform/telemetry';
import { describeWithPostgres, testDatabase } from '@ledgerline/testing';
import { digestOf, foldInMemory } from '../fold-in-memory';
import { added, allEvents, decodeTally, moved, specimens } from '../given-projections';
import { GivenProjector, givenProjector } from '../given-projector';
import { rebuildProjection } from '../rebuild/rebuild-projection';
import { storedRows } from '../stored-rows';
import { checkInBackground } from './background-check';
import { VerifyReport, verifyProjections } from './verify-projections';

describeWithPostgres('read models and their log', () => {
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

  it('are watched in the background: a wrong figure is counted and named', async () => {
    for (let i = 0; i < 20; i++) await given.write(`t${i % 4}`, added(BigInt(i)));
    given.start();
    await given.caughtUp();
    await given.pool.query(`update read_specimen.tallies set total = 7 where tally_id = 't3'`);
    const lines: string[] = [];
    const destination = { write: (line: string) => void lines.push(line) };
    const metrics = createMetrics({ ofProcess: false });
    const stop = new AbortController();
    const observer = verifyObserver(metrics, createLogger({ level: 'error', service: 'test', destination }));
    const verified = (report: VerifyReport): void => {
      observer.verified(report);
      stop.abort();
    };
    const options = { store, pool: given.pool, projections: specimens, decode: decodeTally, restMs: 0 };
    await checkInBackground({ ...options, ...observer, verified, newSeed: () => 'seed' }, stop.signal);
    expect(await metrics.render()).toContain('ledgerline_invariant_violations_total{projection="tallies"} 1');
    expect(JSON.parse(lines[0]!)).toMatchObject({
      projection: 'tallies',
      row: 'tally_id=t3',
      column: 'total',
      expected: '55',
      found: '7',
    });
  });

  it('agree for every history: live rows = rebuilt rows = rows folded in memory, by digest', async () => {
    given.start();
    const tally = fc.nat(5).map((n) => `t${n}`);
    const step = fc.oneof(
      fc.tuple(tally, fc.bigInt(-1000n, 1000n)).map(([id, amount]) => [id, added(amount)] as const),
      fc.tuple(tally, tally, fc.bigInt(0n, 9n)).map(([a, b, by]) => [a, moved(a, b, by)] as const),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 30 }), async (steps) => {
        for (const [id, event] of steps) await given.write(id, event);
        await given.caughtUp();
        const events = await allEvents(store);
        for (const projection of specimens) {
          const live = digestOf(await storedRows(given.pool, projection));
          const options = { store, pool: given.pool, projection, decode: decodeTally };
          expect(await rebuildProjection(options)).toMatchObject({ outcome: 'swapped' });
          const rebuilt = digestOf(await storedRows(given.pool, projection));
          expect([live, rebuilt]).toEqual(Array(2).fill(digestOf(foldInMemory(projection, events))));
        }
        const scope = { kind: 'all' } as const;
        const base = { store, pool: given.pool, decode: decodeTally };
        const report = await verifyProjections({ ...base, projections: specimens, scope });
        expect(report).toMatchObject({ wrong: 0, events: events.length });
      }),
      { numRuns: 8 },
    );
  });
});
