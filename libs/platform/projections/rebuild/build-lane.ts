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

/** Events per transaction: a rebuild keeps nobody waiting, and larger batches write a busy row less often. */
export const REBUILD_BATCH_EVENTS = 10_000;
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

  private constructor(private readonly options: BuildLaneOptions) {
    const { build, client, decode, projection, forgiven } = options;
    const observer = { projectionHalted: (bad: BadEvent) => void (this.halted = bad) };
    const table = new ProjectionTable(projection, build.build, CACHED_ROWS, forgiven);
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
    if (target === undefined || (this.lane.position ?? '') >= target) return true;
    const startedMs = performance.now();
    try {
      return await this.foldPages(target);
    } finally {
      this.foldMs += performance.now() - startedMs;
    }
  }

  private async foldPages(target: Position): Promise<boolean> {
    let next = this.page();
    while (this.lane.position === undefined || this.lane.position < target) {
      if (this.options.signal?.aborted) throw new RebuildStopped(this.options.projection.name);
      const page = (await next).filter((entry) => entry.position <= target);
      const last = page[page.length - 1]?.position;
      next = last === undefined || last >= target ? Promise.resolve([]) : this.page(last);
      next.catch(() => undefined);
      // A place without an event (the log's own checkpoint) can be the target: then only the position moves.
      await this.lane.apply(page.length > 0 ? page : [{ position: target }]);
      if (this.halted) return false;
      this.events += page.length;
      this.options.progressed(this.events, this.lane.position!);
      failpoint('rebuild.half-way');
    }
    return true;
  }

  private async page(after = this.lane.position): Promise<readonly LogEntry[]> {
    const { store } = this.options;
    const events = await store.readAll({ after, countMax: REBUILD_BATCH_EVENTS });
    return events.map((recorded) => ({ position: recorded.position, recorded }));
  }
}
