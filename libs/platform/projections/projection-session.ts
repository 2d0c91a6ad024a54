import { Pool, PoolClient } from 'pg';
import { EventStore, Position } from '@ledgerline/platform/eventstore';
import { Checkpoint, readCheckpoints } from './checkpoints';
import { Lane, LaneMember } from './lane';
import { asError, Decode, LogEntry } from './log-entry';
import { LogReader } from './log-reader';
import { Projection } from './projection';
import { ProjectionObserver } from './projection-observer';
import { ProjectionTable } from './projection-table';
import { Bell } from './turn';

export interface SessionOptions {
  readonly store: EventStore;
  readonly pool: Pool;
  readonly projections: readonly Projection[];
  readonly decode: Decode;
  readonly observer: ProjectionObserver;
  readonly cachedRowsMax: number;
  readonly batchEventsMax: number;
}

/** Somebody paused, resumed, swapped or took over a read model: sort them into lanes anew. */
export class AssignmentChanged extends Error {
  constructor() {
    super('a read model was paused, resumed, swapped or taken over');
    this.name = 'AssignmentChanged';
  }
}

const STATES_LOOKED_AT_EVERY_MS = 1_000;

/**
 * After a batch the lane rests for this many times its duration, at most so long, unless plenty has arrived
 * meanwhile or the log falls silent. A busy log then costs few, larger transactions, in which a row that is
 * touched often is written once: with 500 ms instead of 40 ms PostgreSQL's part of a generation fell from 750
 * to 470 µs (10,000 accounts, 32 callers).
 */
const REST_FACTOR = 4;
const REST_MS_MAX = 500;

/**
 * One sitting of a projector: the most advanced read models share the main lane and one reader; those behind
 * come after, one lane at a time, until each reaches the main lane's position and joins it. Everything held
 * in memory, the row caches above all, ends with the session: any error ends it.
 */
export class ProjectionSession {
  private readonly pending: Lane[] = [];
  private readonly clients: PoolClient[] = [];
  private turnOfMain: Promise<unknown> = Promise.resolve();
  private main!: Lane;

  constructor(
    private readonly options: SessionOptions,
    private readonly checkpoints: readonly Checkpoint[],
    private readonly poked: Bell,
  ) {}

  /** Runs until the signal aborts. @throws whatever ended it earlier */
  async run(signal: AbortSignal): Promise<void> {
    try {
      const [first, ...behind] = lanesOf(this.options, this.checkpoints);
      this.main = await this.lane('main', first ?? { position: undefined, members: [] });
      for (const group of behind) this.pending.push(await this.lane('catching-up', group));
      await together(signal, [
        (inner) => this.lead(inner),
        (inner) => this.catchUp(inner),
        (inner) => this.watch(inner),
      ]);
    } finally {
      // Their settings are the projector's own, so they never go back to the pool.
      for (const client of this.clients) client.release(true);
    }
  }

  /** The main lane follows the log as it grows. */
  private async lead(signal: AbortSignal): Promise<void> {
    if (this.main.members.length === 0) return;
    const reader = new LogReader(this.options.store, this.options.batchEventsMax);
    const reading = reader.read(this.main.position, signal);
    let restMs = 0;
    for (;;) {
      const entries = await reader.take(restMs);
      if (!entries) break;
      const startedMs = performance.now();
      await this.whileMainRests(() => this.main.apply(entries));
      restMs = Math.min(REST_MS_MAX, REST_FACTOR * (performance.now() - startedMs));
    }
    await reading;
  }

  /**
   * Those behind read for themselves, the nearest first; page by page, until the next page would pass the
   * main lane.
   */
  private async catchUp(signal: AbortSignal): Promise<void> {
    for (let lane = this.pending[0]; lane && !signal.aborted; lane = this.pending[0]) {
      let page = await this.page(lane.position);
      while (!signal.aborted && !this.reachesMain(page)) {
        // The next page is read while this one is being written.
        const next = this.page(page[page.length - 1]!.position);
        next.catch(() => undefined);
        await lane.apply(page);
        page = await next;
      }
      if (signal.aborted) return;
      await this.whileMainRests(() => this.joinMain(lane));
    }
  }

  private reachesMain(page: readonly LogEntry[]): boolean {
    const last = page[page.length - 1]?.position;
    return last === undefined || this.main.position === undefined || last >= this.main.position;
  }

  /** The main lane stands still meanwhile, for what is at most a batch and a page. */
  private async joinMain(lane: Lane): Promise<void> {
    const target = this.main.position;
    while (target !== undefined && (lane.position === undefined || lane.position < target)) {
      const page = await this.page(lane.position);
      const upToTarget = page.filter((entry) => entry.position <= target);
      // A place without an event (the log's own checkpoint) can be the target: then only the position moves.
      await lane.apply(upToTarget.length > 0 ? upToTarget : [{ position: target }]);
    }
    this.main.join(lane);
    this.pending.shift();
  }

  private async page(after: Position | undefined): Promise<readonly LogEntry[]> {
    const events = await this.options.store.readAll({ after, countMax: this.options.batchEventsMax });
    return events.map((recorded) => ({ position: recorded.position, recorded }));
  }

  /** Notices a read model that was paused, resumed or taken over while nothing was being written. */
  private async watch(signal: AbortSignal): Promise<void> {
    const release = (): void => this.poked.ring();
    signal.addEventListener('abort', release);
    while (!signal.aborted) {
      await this.poked.heard(STATES_LOOKED_AT_EVERY_MS);
      if (signal.aborted) break;
      const found = await readCheckpoints(this.options.pool, this.options.projections);
      const members = new Set(
        [this.main, ...this.pending].flatMap((lane) => lane.members).map((m) => m.table.projection.name),
      );
      const isAsKnown = found.every(({ name, state, epoch, build }) => {
        const mine = this.checkpoints.find((c) => c.name === name);
        return mine?.epoch === epoch && mine.build === build && (state === 'running') === members.has(name);
      });
      if (!isAsKnown || found.length !== this.checkpoints.length) throw new AssignmentChanged();
    }
    signal.removeEventListener('abort', release);
  }

  /** Batches of the main lane, and lanes that join it, take turns. */
  private whileMainRests<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.turnOfMain.then(work);
    this.turnOfMain = turn.catch(() => undefined);
    return turn;
  }

  private async lane(kind: 'main' | 'catching-up', group: LaneGroup): Promise<Lane> {
    const client = await this.options.pool.connect();
    this.clients.push(client);
    client.on('error', () => undefined);
    await client.query(PROJECTOR_SETTINGS);
    const { decode, observer } = this.options;
    return new Lane({ kind, client, decode, observer }, group.position, group.members);
  }
}

/**
 * A commit does not wait for the disk: if the server dies, the last rows and their checkpoint are lost
 * together and are folded again. The planner is held to index probes.
 */
export const PROJECTOR_SETTINGS =
  'set synchronous_commit = off; set enable_seqscan = off; set enable_bitmapscan = off';

interface LaneGroup {
  readonly position: Position | undefined;
  readonly members: readonly LaneMember[];
}

/** Running read models by the position they stand at, the most advanced first. */
function lanesOf(options: SessionOptions, checkpoints: readonly Checkpoint[]): readonly LaneGroup[] {
  const groups = new Map<string, LaneMember[]>();
  for (const projection of options.projections) {
    const checkpoint = checkpoints.find((c) => c.name === projection.name);
    if (checkpoint?.state !== 'running') continue;
    const table = new ProjectionTable(projection, checkpoint.build, options.cachedRowsMax);
    const position = checkpoint.position ?? '';
    groups.set(position, [...(groups.get(position) ?? []), { table, epoch: checkpoint.epoch }]);
  }
  return [...groups.entries()]
    .sort(([a], [b]) => (a > b ? -1 : 1))
    .map(([position, members]) => ({ position: position || undefined, members }));
}

/**
 * Runs tasks side by side; the first to fail stops the others, and nothing is left running behind its back.
 */
async function together(
  signal: AbortSignal,
  tasks: readonly ((signal: AbortSignal) => Promise<void>)[],
): Promise<void> {
  const inner = new AbortController();
  const outer = AbortSignal.any([signal, inner.signal]);
  let failure: Error | undefined;
  await Promise.all(
    tasks.map((task) =>
      task(outer).catch((error: unknown) => {
        failure ??= asError(error);
        inner.abort();
      }),
    ),
  );
  if (failure) throw failure;
}
