import { Pool, PoolClient } from 'pg';
import { LogHistory, Position } from '@ledgerline/platform/eventstore';
import { CheckpointWatch } from './checkpoint-watch';
import { readCheckpoints } from './checkpoints';
import { Projection } from './projection';
import { tableShapeOf } from './table-shape';

/** The read models have not come to the wished position in time; nothing older is answered instead. */
export class ReadModelBehind extends Error {
  constructor(
    readonly wished: Position,
    readonly names: readonly string[],
  ) {
    super(`${names.join(', ')} did not reach ${wished} in time`);
    this.name = 'ReadModelBehind';
  }
}

/** The live table still is that of another version; the one that this build reads is being made beside it. */
export class ReadModelNotBuilt extends Error {
  constructor(readonly names: readonly string[]) {
    super(`the table of ${names.join(', ')} is still being built: ask again later`);
    this.name = 'ReadModelNotBuilt';
  }
}

/**
 * The wished position is not a place in the log that these read models are made from: it is another log's,
 * or in a part of this one that a restore discarded.
 */
export class PositionOfAnotherLog extends Error {
  constructor(readonly wished: string) {
    super(`${wished} is not a position of this log`);
    this.name = 'PositionOfAnotherLog';
  }
}

/** The rows reflect another log, or what a restore discarded: nothing is answered from them. */
export class ReadModelOfAnotherLog extends Error {
  constructor(names: readonly string[], position: Position) {
    super(`${names.join(', ')} reflects ${position}, which is not in the log: reset and rebuild it`);
    this.name = 'ReadModelOfAnotherLog';
  }
}

export interface ReadOptions {
  /** The answer must reflect at least this place. */
  readonly atLeast?: Position | undefined;
  /** How long to wait for it; default {@link READ_TIMEOUT_MS}. */
  readonly timeoutMs?: number;
}

/** Runs SQL on the view names; bigint columns come back as bigint, instants as RFC 3339 text. */
export type ReadRows = <Row extends object>(sql: string, values?: readonly unknown[]) => Promise<Row[]>;

/** What was read, and the place in the log it reflects; undefined before the first event. */
export interface ReadAt<T> {
  readonly value: T;
  readonly position: Position | undefined;
}

export const READ_TIMEOUT_MS = 5_000;

/** The door through which queries read: rows and their position always come from one snapshot. */
export class ReadModels {
  private readonly watch: CheckpointWatch;

  constructor(
    private readonly pool: Pool,
    projections: readonly Projection[],
    /** Of the log that the read models are made from: which positions are places in it. */
    private readonly history: LogHistory,
  ) {
    this.watch = new CheckpointWatch(pool, projections);
  }

  /**
   * Reads from one or several read models in one snapshot. The position is the one that all of them have
   * reached.
   *
   * @throws ReadModelBehind when `atLeast` was not reached in time
   * @throws PositionOfAnotherLog for an `atLeast` that this log never gave out, or that a restore discarded
   * @throws ReadModelOfAnotherLog when that is true of the rows
   */
  async read<T>(
    from: Projection | readonly Projection[],
    work: (read: ReadRows) => Promise<T>,
    options: ReadOptions = {},
  ): Promise<ReadAt<T>> {
    const projections = [from].flat() as readonly Projection[];
    const giveUpAt = performance.now() + (options.timeoutMs ?? READ_TIMEOUT_MS);
    for (;;) {
      const answer = await this.attempt(projections, work, options.atLeast);
      if (answer) return answer;
      await this.readAtLeast(projections, options.atLeast!, giveUpAt - performance.now());
    }
  }

  /** One statement, one position. */
  async query<Row extends object>(
    from: Projection | readonly Projection[],
    sql: string,
    values: readonly unknown[] = [],
    options: ReadOptions = {},
  ): Promise<{ rows: Row[]; position: Position | undefined }> {
    const { value: rows, position } = await this.read(from, (read) => read<Row>(sql, values), options);
    return { rows, position };
  }

  /**
   * A result too large for memory, page by page from one snapshot. The snapshot stays open until the last
   * page was taken or the loop over them was left.
   */
  async stream<Row extends object>(
    from: Projection | readonly Projection[],
    sql: string,
    values: readonly unknown[] = [],
    options: ReadOptions = {},
  ): Promise<{ pages: AsyncIterable<Row[]>; position: Position | undefined }> {
    const projections = [from].flat() as readonly Projection[];
    if (options.atLeast) {
      this.refuseForeign(options.atLeast);
      await this.readAtLeast(projections, options.atLeast, options.timeoutMs);
    }
    const client = await this.pool.connect();
    try {
      const position = await this.openSnapshot(client, projections);
      await client.query(`declare pages no scroll cursor for ${sql}`, [...values]);
      return { pages: pagesOf<Row>(client), position };
    } catch (error) {
      client.release(true);
      throw error;
    }
  }

  /** Waits until the read models have come to a position. @throws ReadModelBehind after `timeoutMs` */
  async readAtLeast(
    from: Projection | readonly Projection[],
    position: Position,
    timeoutMs: number = READ_TIMEOUT_MS,
  ): Promise<void> {
    const projections = [from].flat() as readonly Projection[];
    if (await this.watch.reached(projections, position, timeoutMs)) return;
    throw new ReadModelBehind(
      position,
      projections.map((p) => p.name),
    );
  }

  /** Gives back the connection that listens; waiting readers still poll. */
  close(): void {
    this.watch.close();
  }

  private async attempt<T>(
    projections: readonly Projection[],
    work: (read: ReadRows) => Promise<T>,
    atLeast: Position | undefined,
  ): Promise<ReadAt<T> | undefined> {
    if (atLeast) this.refuseForeign(atLeast);
    const client = await this.pool.connect();
    try {
      const position = await this.openSnapshot(client, projections);
      const isBehind = atLeast !== undefined && (position ?? '') < atLeast;
      const value = isBehind ? undefined : await work(rowsFrom(client));
      await client.query('commit');
      client.release();
      return isBehind ? undefined : { value: value as T, position };
    } catch (error) {
      // Whatever state the transaction is in, it ends with the connection.
      client.release(true);
      throw error;
    }
  }

  /** One round trip: everything read afterwards is as of the position that it answers. */
  private async openSnapshot(
    client: PoolClient,
    projections: readonly Projection[],
  ): Promise<Position | undefined> {
    // The lock comes before the snapshot: a swap in between would show the new table as it was before.
    const views = projections.map((p) => tableShapeOf(p).view);
    await client.query(
      `begin isolation level repeatable read read only; lock table ${views.join(', ')} in access share mode`,
    );
    const found = await readCheckpoints(client, projections);
    const missing = projections.filter((p) => !found.some((c) => c.name === p.name));
    if (missing.length > 0) throw new ReadModelNotBuilt(missing.map((p) => p.name));
    for (const { name, position } of found) {
      if (position !== null && !this.history.has(position)) throw new ReadModelOfAnotherLog([name], position);
    }
    const positions = found.map((c) => c.position ?? '').sort();
    return positions[0] || undefined;
  }

  /** Positions of one log compare as texts; of two they do not. */
  private refuseForeign(wished: Position): void {
    if (!this.history.has(wished)) throw new PositionOfAnotherLog(wished);
  }
}

function rowsFrom(client: PoolClient): ReadRows {
  return async <Row extends object>(sql: string, values: readonly unknown[] = []) =>
    (await client.query<Row>(sql, [...values])).rows;
}

const PAGE_ROWS = 1_000;

async function* pagesOf<Row extends object>(client: PoolClient): AsyncGenerator<Row[]> {
  let finished = false;
  try {
    for (;;) {
      const { rows } = await client.query<Row>(`fetch ${PAGE_ROWS} from pages`);
      if (rows.length > 0) yield rows;
      if (rows.length < PAGE_ROWS) break;
    }
    await client.query('commit');
    finished = true;
  } finally {
    client.release(!finished);
  }
}
