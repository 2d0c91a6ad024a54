import { PoolClient } from 'pg';
import { EventStore, Position } from '@ledgerline/platform/eventstore';
import { failpoint } from '@ledgerline/platform/failpoints';
import { BadEvent } from '../fold-batch';
import { Checkpoint } from '../checkpoints';
import { Lane } from '../lane';
import { Decode, LogEntry } from '../log-entry';
import { Projection } from '../projection';
import { ProjectionTable } from '../projection-table';
import { PROJECTOR_SETTINGS } from '../projection-session';
import { UnwritableRow } from '../table-batch';

/** Events per transaction: a rebuild keeps nobody waiting, and larger batches write a busy row less often. */
const REBUILD_BATCH_EVENTS = 100_000;
/** The first one is short: what is wrong shows soon, and whoever begins anew has something to go on from. */
const FIRST_BATCH_EVENTS = 10_000;

/** Events read at a time: with 10,000 they outlived the garbage collector's young generation. */
const REBUILD_PAGE_EVENTS = 2_000;
const CACHED_ROWS = 400_000;

export interface BuildLaneOptions {
  readonly store: EventStore;
  readonly decode: Decode;
  readonly projection: Projection;
  readonly build: Checkpoint;
  readonly client: PoolClient;
  readonly forgiven: ReadonlySet<Position>;
  readonly signal: AbortSignal | undefined;
  readonly progressed: (events: number, position: Position) => void;
}

/** The rebuild was told to stop; what is built stays and is gone on with the next time. */
export class RebuildStopped extends Error {
  constructor(name: string) {
    super(`the rebuild of ${name} was stopped; started again, it goes on from where it is`);
    this.name = 'RebuildStopped';
  }
}

/** Folds the log into a table that nobody sees yet, with the projector's own lane. */
export class BuildLane {
  events = 0;
  /** Spent reading, folding and writing; indexes and checks are not part of it. */
  foldMs = 0;
  halted: BadEvent | undefined;
  private readonly lane: Lane;
  private ahead: { after: Position | undefined; page: Promise<readonly LogEntry[]> } | undefined;

  private constructor(private readonly options: BuildLaneOptions) {
    const { build, client, decode, projection, forgiven } = options;
    const observer = { projectionHalted: (bad: BadEvent) => void (this.halted = bad) };
    const beganEmpty = build.position === null;
    const table = new ProjectionTable(projection, build.build, CACHED_ROWS, forgiven, beganEmpty);
    const lane = { kind: 'catching-up', client, decode, observer } as const;
    this.lane = new Lane(lane, build.position ?? undefined, [{ table, epoch: build.epoch }]);
  }

  static async open(options: BuildLaneOptions): Promise<BuildLane> {
    await options.client.query(PROJECTOR_SETTINGS);
    return new BuildLane(options);
  }

  get position(): Position | undefined {
    return this.lane.position;
  }

  /**
   * Folds up to exactly this place; false when it halted before. The next page is read while this one is
   * being written.
   * @throws RebuildStopped when the signal aborted
   */
  async foldUpTo(target: Position | undefined): Promise<boolean> {
    if (this.halted) return false;
    if (target === undefined || !this.isBefore(target)) return true;
    const startedMs = performance.now();
    try {
      return await this.foldPages(target);
    } finally {
      this.foldMs += performance.now() - startedMs;
    }
  }

  private async foldPages(target: Position): Promise<boolean> {
    while (this.isBefore(target)) {
      if (this.options.signal?.aborted) throw new RebuildStopped(this.options.projection.name);
      const { events } = this;
      try {
        await this.lane.applyPages(this.pages(target));
      } catch (error) {
        if (!(error instanceof UnwritableRow)) throw error;
        // One of these events is to blame; page by page it is found, and treated like a fold that threw.
        this.events = events;
        for await (const page of this.pages(target)) {
          await this.lane.apply(page);
          if (this.halted) break;
        }
      }
      if (this.halted) return false;
      failpoint('rebuild.half-way');
    }
    return true;
  }

  /** What one transaction folds, the next page on its way while one is folded. */
  private async *pages(target: Position): AsyncGenerator<readonly LogEntry[]> {
    const { progressed, signal } = this.options;
    const eventsMax = this.events + (this.events === 0 ? FIRST_BATCH_EVENTS : REBUILD_BATCH_EVENTS);
    let after = this.lane.position;
    while ((after === undefined || after < target) && this.events < eventsMax && !signal?.aborted) {
      const page = (await this.page(after)).filter((entry) => entry.position <= target);
      after = page[page.length - 1]?.position ?? target;
      if (after < target) this.readAhead(after);
      this.events += page.length;
      progressed(this.events, after);
      // A place without an event (the log's own checkpoint) can be the target: then only the position moves.
      yield page.length > 0 ? page : [{ position: target }];
    }
  }

  private page(after: Position | undefined): Promise<readonly LogEntry[]> {
    const { ahead } = this;
    this.ahead = undefined;
    return ahead && ahead.after === after ? ahead.page : this.read(after);
  }

  private readAhead(after: Position): void {
    const page = this.read(after);
    page.catch(() => undefined);
    this.ahead = { after, page };
  }

  private async read(after: Position | undefined): Promise<readonly LogEntry[]> {
    const events = await this.options.store.readAll({ after, countMax: REBUILD_PAGE_EVENTS });
    return events.map((recorded) => ({ position: recorded.position, recorded }));
  }

  private isBefore(target: Position): boolean {
    return this.lane.position === undefined || this.lane.position < target;
  }
}
