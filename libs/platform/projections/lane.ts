import { PoolClient } from 'pg';
import { invariant } from '@ledgerline/kernel';
import { Position } from '@ledgerline/platform/eventstore';
import { BatchItem } from './batch-item';
import { CheckpointMove, moveCheckpoints } from './checkpoints';
import { BadEvent, ChangedRow, Folded } from './fold-batch';
import { Projection } from './projection';
import { ProjectionObserver } from './projection-observer';
import { ProjectionTable, UnwritableRow } from './projection-table';
import { nextTurn } from './turn';

/** Told after each commit to whoever waits for a position; losing it costs a reader one poll. */
export const COMMITTED_CHANNEL = 'ledgerline_projections';

/** The checkpoints are not where this lane left them: look at them again before doing anything else. */
export class CheckpointsMoved extends Error {
  constructor() {
    super('the checkpoints were moved, halted or taken over by somebody else');
    this.name = 'CheckpointsMoved';
  }
}

/** One read model in a lane, and the epoch under which it may be written. */
export interface LaneMember {
  readonly table: ProjectionTable;
  readonly epoch: bigint;
}

interface Step {
  readonly member: LaneMember;
  readonly folded: Folded;
  readonly rowsLoaded: number;
}

/** Read models that stand at one position and move together, one transaction per batch. */
export class Lane {
  constructor(
    private readonly kind: 'main' | 'catching-up',
    private readonly client: PoolClient,
    private readonly observer: ProjectionObserver,
    private here: Position | undefined,
    private crew: readonly LaneMember[],
  ) {}

  get position(): Position | undefined {
    return this.here;
  }

  get members(): readonly LaneMember[] {
    return this.crew;
  }

  /** Takes in read models that have come to exactly this lane's position. */
  join(other: Lane): void {
    invariant(other.here === this.here, 'lanes join at one position');
    this.crew = [...this.crew, ...other.crew];
    const position = this.here;
    for (const { table } of other.crew) {
      this.observer.projectionJoined?.({ projection: table.projection.name, position });
    }
    other.crew = [];
  }

  /**
   * Folds a batch and commits rows and checkpoints together. When a table refuses a row, the batch is halved
   * until the event to blame stands alone; that one is then treated like a fold that threw.
   *
   * @throws CheckpointsMoved when another projector, or an operator, moved a checkpoint
   */
  async apply(
    items: readonly BatchItem[],
    refused: ReadonlyMap<Projection, Error> = new Map(),
  ): Promise<void> {
    if (items.length === 0) return;
    try {
      await this.commit(items, refused);
    } catch (error) {
      for (const { table } of this.crew) table.cache.clear();
      if (!(error instanceof UnwritableRow)) throw error;
      await this.client.query('rollback');
      if (items.length === 1) return this.apply(items, new Map(refused).set(error.projection, error));
      const half = items.length >> 1;
      await this.apply(items.slice(0, half));
      await this.apply(items.slice(half));
    }
  }

  private async commit(items: readonly BatchItem[], refused: ReadonlyMap<Projection, Error>): Promise<void> {
    const startedMs = performance.now();
    const end = items[items.length - 1]!;
    if (this.crew.length > 0) {
      await this.client.query('begin');
      const steps = await Promise.all(this.crew.map((member) => this.fold(member, items, refused)));
      // The fence comes before the rows: a projector that was taken over writes nothing, not even for a
      // moment.
      const moves = steps.map((step) => this.moveOf(step, items));
      if (!(await moveCheckpoints(this.client, moves))) throw new CheckpointsMoved();
      await this.writeAll(steps);
      await this.commitAndTell();
      this.crew = steps.filter((step) => !step.folded.halted).map((step) => step.member);
      for (const { member, folded } of steps) member.table.remember(folded.changed);
      this.report(steps, items, performance.now() - startedMs);
    }
    this.here = end.position;
  }

  private async fold(
    member: LaneMember,
    items: readonly BatchItem[],
    refused: ReadonlyMap<Projection, Error>,
  ): Promise<Step> {
    const { table } = member;
    const error = refused.get(table.projection);
    if (error) return { member, folded: withoutRows(table.projection, items[0]!, error), rowsLoaded: 0 };
    const touches = table.touches(items);
    const { rows, loaded } = await table.rowsBefore(this.client, touches);
    return { member, folded: table.fold(touches, rows), rowsLoaded: loaded };
  }

  /** While the database writes one table, the next one's rows are being spelled out. */
  private async writeAll(steps: readonly Step[]): Promise<void> {
    const writes: Promise<void>[] = [];
    for (const { member, folded } of steps) {
      if (folded.changed.size === 0) continue;
      const write = member.table.writeRows(this.client, folded.changed);
      // Looked at below; until then a rejection must not count as unhandled.
      write.catch(() => undefined);
      writes.push(write);
      await nextTurn();
    }
    await Promise.all(writes);
  }

  private async commitAndTell(): Promise<void> {
    const committed = await this.client.query('commit');
    invariant(committed.command === 'COMMIT', 'a batch without an error commits');
    this.client.query(`notify ${COMMITTED_CHANNEL}`).catch(() => undefined);
  }

  private moveOf({ member, folded }: Step, items: readonly BatchItem[]): CheckpointMove {
    const { halted, skipped } = folded;
    const last = halted ? items[halted.index - 1] : items[items.length - 1];
    const bad = halted ?? skipped[skipped.length - 1];
    return {
      projection: member.table.projection,
      epoch: member.epoch,
      from: this.here,
      to: last?.position ?? this.here,
      halts: halted !== undefined,
      skipped: skipped.length,
      ...(bad && { bad }),
    };
  }

  private report(steps: readonly Step[], items: readonly BatchItem[], durationMs: number): void {
    const end = items[items.length - 1]!;
    this.observer.batchCommitted?.({
      lane: this.kind,
      projections: steps.length,
      events: items.length,
      rowsWritten: steps.reduce((sum, { folded }) => sum + folded.changed.size, 0),
      rowsLoaded: steps.reduce((sum, { rowsLoaded }) => sum + rowsLoaded, 0),
      durationMs,
      position: end.position,
      ...(end.recordedAtMs !== undefined && { lagMs: Math.max(0, Date.now() - end.recordedAtMs) }),
    });
    for (const { member, folded } of steps) {
      const projection = member.table.projection.name;
      for (const bad of folded.skipped) this.observer.eventSkipped?.({ projection, ...placeOf(bad) });
      if (folded.halted) this.observer.projectionHalted?.({ projection, ...placeOf(folded.halted) });
    }
  }
}

function placeOf({ position, error }: BadEvent): { position: Position; error: Error } {
  return { position, error };
}

function withoutRows(projection: Projection, { position }: BatchItem, error: Error): Folded {
  const bad: BadEvent = { index: 0, position, error };
  const changed = new Map<string, ChangedRow>();
  return projection.financial ? { changed, halted: bad, skipped: [] } : { changed, skipped: [bad] };
}
