import { setImmediate as nextTurn } from 'node:timers/promises';
import { DatabaseError, PoolClient } from 'pg';
import { invariant } from '@ledgerline/kernel';
import { Position } from '@ledgerline/platform/eventstore';
import { failpoint } from '@ledgerline/platform/failpoints';
import { CheckpointMove, moveCheckpoints } from './checkpoints';
import { Decode, decodeEntry, LogEntry } from './log-entry';
import { Projection } from './projection';
import { CommittedBatch, ProjectionObserver } from './projection-observer';
import { ProjectionTable, Statement } from './projection-table';
import { TableBatch, UnwritableRow } from './table-batch';

/** Told after each commit to whoever waits for a position; losing it costs a reader one poll. */
export const COMMITTED_CHANNEL = 'ledgerline_projections';

/**
 * Events decoded and folded at a time. All of a batch at once would outlive the young generation of the
 * garbage collector: with 1,000 an event costs 65 µs of processor time, with 5,000 it costs 105 µs.
 */
const PORTION_EVENTS = 1_000;

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

export interface LaneOptions {
  readonly kind: 'main' | 'catching-up';
  readonly client: PoolClient;
  readonly decode: Decode;
  readonly observer: ProjectionObserver;
}

/** So many rows are written before more are touched, for they are held in memory. */
const TOUCHED_ROWS_MAX = 50_000;

type Page = readonly LogEntry[];
type Pages = Iterable<Page> | AsyncIterable<Page>;
type Refused = ReadonlyMap<Projection, Error>;

/** Read models that stand at one position and move together, one transaction per batch. */
export class Lane {
  constructor(
    private readonly options: LaneOptions,
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
      this.options.observer.projectionJoined?.({ projection: table.projection.name, position });
    }
    other.crew = [];
  }

  /**
   * Folds a batch and commits rows and checkpoints together. When a table refuses a row, the batch is halved
   * until the event to blame stands alone; that one is then treated like a fold that threw.
   *
   * @throws CheckpointsMoved when another projector, or an operator, moved a checkpoint
   */
  async apply(entries: readonly LogEntry[], refused: Refused = new Map()): Promise<void> {
    if (entries.length === 0) return;
    try {
      if (this.crew.length > 0) await this.commit([entries], refused);
      this.here = entries[entries.length - 1]!.position;
    } catch (error) {
      for (const { table } of this.crew) table.cache.clear();
      if (!(error instanceof UnwritableRow)) throw error;
      await this.options.client.query('rollback');
      if (entries.length === 1) return this.apply(entries, new Map(refused).set(error.projection, error));
      const half = entries.length >> 1;
      await this.apply(entries.slice(0, half));
      await this.apply(entries.slice(half));
    }
  }

  /**
   * Folds page after page in one transaction, so that a row which many of them touch is written once; nothing
   * is remembered of a page but its rows. Ends early when enough rows wait to be written.
   * @throws UnwritableRow when a table refuses a row: nothing was done, and {@link apply} finds the event
   * @throws CheckpointsMoved
   */
  async applyPages(pages: AsyncIterable<Page>): Promise<void> {
    try {
      const last = await this.commit(pages, new Map());
      if (last) this.here = last.position;
    } catch (error) {
      for (const { table } of this.crew) table.cache.clear();
      if (error instanceof UnwritableRow) await this.options.client.query('rollback');
      throw error;
    }
  }

  private async commit(pages: Pages, refused: Refused): Promise<LogEntry | undefined> {
    const startedMs = performance.now();
    const { client } = this.options;
    const { crew } = this;
    const batches = crew.map(({ table }) => new TableBatch(table, refused.get(table.projection)));
    await client.query('begin');
    const { last, events } = await this.foldPages(pages, batches);
    // The fence comes before the rows: a projector that was taken over writes nothing, not even for a moment.
    const moves = crew.map(({ epoch }, i) => this.moveOf(batches[i]!, epoch, last?.position));
    if (!(await moveCheckpoints(client, moves))) throw new CheckpointsMoved();
    const rowsWritten = await this.writeAll(batches);
    failpoint('projection.rows-written');
    const committed = await client.query('commit');
    failpoint('projection.committed');
    invariant(committed.command === 'COMMIT', 'a batch without an error commits');
    for (const batch of batches) batch.remember();
    this.crew = crew.filter((_, i) => !batches[i]!.halted);
    const durationMs = performance.now() - startedMs;
    if (last) this.report(batches, last, { events, rowsWritten, durationMs });
    await client.query(`notify ${COMMITTED_CHANNEL}`);
    return last;
  }

  private async foldPages(pages: Pages, batches: readonly TableBatch[]) {
    let events = 0;
    let last: LogEntry | undefined;
    for await (const entries of pages) {
      for (let start = 0; start < entries.length; start += PORTION_EVENTS) {
        const portion = entries.slice(start, start + PORTION_EVENTS);
        await this.foldPortion(portion, batches, last?.position ?? this.here);
        last = portion[portion.length - 1]!;
      }
      events += entries.length;
      const rows = batches.reduce((sum, batch) => sum + batch.rowsTouched, 0);
      if (rows >= TOUCHED_ROWS_MAX || batches.every(({ halted }) => halted)) break;
    }
    return { last, events };
  }

  /** While the database looks up one table's rows, the table before is being folded. */
  private async foldPortion(
    entries: Page,
    batches: readonly TableBatch[],
    before: Position | undefined,
  ): Promise<void> {
    const decoded = entries.map((entry) => decodeEntry(this.options.decode, entry));
    let foldBefore = (): void => undefined;
    for (const batch of batches) {
      const query = batch.group(decoded, before);
      const loading = query && this.options.client.query<object>(query.text, query.values);
      foldBefore();
      const rows = loading ? (await loading).rows : [];
      foldBefore = () => batch.fold(rows);
    }
    foldBefore();
    await nextTurn();
  }

  /** While the database writes some rows, the next ones are being spelled out. */
  private async writeAll(batches: readonly TableBatch[]): Promise<number> {
    let rowsWritten = 0;
    let sent = Promise.resolve();
    try {
      for (const batch of batches) {
        for (const { statement, rows } of batch.writing()) {
          await sent;
          sent = this.write(batch, statement);
          rowsWritten += rows;
          // The statement leaves the process now, not when the next one is ready.
          await nextTurn();
        }
      }
    } finally {
      await sent;
    }
    return rowsWritten;
  }

  /** @throws UnwritableRow when a value is at fault, not the connection */
  private async write({ table }: TableBatch, { text, values }: Statement): Promise<void> {
    try {
      await this.options.client.query(text, values);
    } catch (error) {
      throw isValueAtFault(error) ? new UnwritableRow(table.projection, error) : error;
    }
  }

  private moveOf(
    { table, halted, haltsAfter, skipped }: TableBatch,
    epoch: bigint,
    end: Position | undefined,
  ): CheckpointMove {
    const bad = halted ?? skipped[skipped.length - 1];
    return {
      projection: table.projection,
      build: table.build,
      epoch,
      from: this.here,
      to: (halted ? haltsAfter : end) ?? this.here,
      halts: halted !== undefined,
      skipped: skipped.length,
      ...(bad && { bad }),
    };
  }

  private report(
    batches: readonly TableBatch[],
    { position, recorded }: LogEntry,
    done: Pick<CommittedBatch, 'events' | 'rowsWritten' | 'durationMs'>,
  ): void {
    const { kind, observer } = this.options;
    observer.batchCommitted?.({
      ...done,
      lane: kind,
      projections: batches.length,
      rowsSought: batches.reduce((sum, batch) => sum + batch.rowsSought, 0),
      position,
      ...(recorded && { lagMs: Math.max(0, Date.now() - recorded.recordedAt.getTime()) }),
    });
    for (const { table, halted, skipped } of batches) {
      const projection = table.projection.name;
      for (const bad of skipped) observer.eventSkipped?.({ projection, ...bad });
      if (halted) observer.projectionHalted?.({ projection, ...halted });
    }
  }
}

/** SQLSTATE class 22 is a value that its type cannot hold, class 23 a broken constraint. */
function isValueAtFault(error: unknown): error is DatabaseError {
  return error instanceof DatabaseError && /^2[23]/.test(error.code ?? '');
}
