import { PoolClient } from 'pg';
import { invariant } from '@ledgerline/kernel';
import { Position } from '@ledgerline/platform/eventstore';
import { BatchItem } from './batch-item';
import { CheckpointMove, moveCheckpoints } from './checkpoints';
import { BadEvent, FoldOutcome } from './fold-batch';
import { Projection } from './projection';
import { CommittedBatch, ProjectionObserver } from './projection-observer';
import { ProjectionTable, TableBatch, UnwritableRow } from './projection-table';
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
  readonly batch: TableBatch;
  readonly outcome: FoldOutcome;
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
      const steps = await this.foldAll(items, refused);
      // The fence comes before the rows: a projector that was taken over writes nothing, not even for a
      // moment.
      const moves = steps.map((step) => this.moveOf(step, items));
      if (!(await moveCheckpoints(this.client, moves))) throw new CheckpointsMoved();
      const rowsWritten = await this.writeAll(steps);
      const committed = await this.client.query('commit');
      invariant(committed.command === 'COMMIT', 'a batch without an error commits');
      for (const { member, batch } of steps) member.table.remember(batch);
      this.crew = steps.filter(({ outcome }) => !outcome.halted).map(({ member }) => member);
      this.report(steps, items, { rowsWritten, durationMs: performance.now() - startedMs });
      await this.client.query(`notify ${COMMITTED_CHANNEL}`);
    }
    this.here = end.position;
  }

  /** While the database looks up one table's rows, the table before is being folded. */
  private async foldAll(
    items: readonly BatchItem[],
    refused: ReadonlyMap<Projection, Error>,
  ): Promise<Step[]> {
    const steps: Step[] = [];
    let foldBefore = (): unknown => undefined;
    for (const member of this.crew) {
      const { table } = member;
      const error = refused.get(table.projection);
      const batch = table.batch(error ? [] : items);
      const loading = table.loading(batch);
      const loaded = loading && this.client.query<object>(loading.text, loading.values);
      foldBefore();
      if (loaded) table.loaded(batch, (await loaded).rows);
      foldBefore = () => {
        const outcome = error ? withoutRows(table.projection, items[0]!, error) : table.fold(batch);
        steps.push({ member, batch, outcome });
      };
    }
    foldBefore();
    return steps;
  }

  /** While the database writes one table, the next one's rows are being spelled out. */
  private async writeAll(steps: readonly Step[]): Promise<number> {
    let rowsWritten = 0;
    let sent: Promise<void> | undefined;
    for (const { member, batch } of steps) {
      const writing = member.table.writing(batch);
      await sent;
      sent = writing && member.table.send(this.client, writing.statement);
      sent?.catch(() => undefined);
      rowsWritten += writing?.rows ?? 0;
      await nextTurn();
    }
    await sent;
    return rowsWritten;
  }

  private moveOf({ member, outcome }: Step, items: readonly BatchItem[]): CheckpointMove {
    const { halted, skipped } = outcome;
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

  private report(
    steps: readonly Step[],
    items: readonly BatchItem[],
    done: Pick<CommittedBatch, 'rowsWritten' | 'durationMs'>,
  ): void {
    const end = items[items.length - 1]!;
    this.observer.batchCommitted?.({
      ...done,
      lane: this.kind,
      projections: steps.length,
      events: items.length,
      rowsSought: steps.reduce((sum, { batch }) => sum + batch.missing.length, 0),
      position: end.position,
      ...(end.recordedAtMs !== undefined && { lagMs: Math.max(0, Date.now() - end.recordedAtMs) }),
    });
    for (const { member, outcome } of steps) {
      const projection = member.table.projection.name;
      for (const bad of outcome.skipped) this.observer.eventSkipped?.({ projection, ...placeOf(bad) });
      if (outcome.halted) this.observer.projectionHalted?.({ projection, ...placeOf(outcome.halted) });
    }
  }
}

function placeOf({ position, error }: BadEvent): { position: Position; error: Error } {
  return { position, error };
}

function withoutRows({ financial }: Projection, { position }: BatchItem, error: Error): FoldOutcome {
  const bad: BadEvent = { index: 0, position, error };
  return financial ? { halted: bad, skipped: [] } : { skipped: [bad] };
}
