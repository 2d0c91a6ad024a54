import { ClientBase, DatabaseError } from 'pg';
import { arrayLiteral } from './array-literal';
import { BatchItem } from './batch-item';
import { asError, ChangedRow, Folded, foldBatch, Touch, touchesOf } from './fold-batch';
import { keyTextOf } from './key-text';
import { Projection } from './projection';
import { RowCache } from './row-cache';
import { loadStatement, writeStatement } from './table-statements';
import { tableShapeOf } from './table-shape';

/**
 * The table refuses a row (a value out of range, a key written twice): the event is bad, not the connection.
 */
export class UnwritableRow extends Error {
  constructor(
    readonly projection: Projection,
    cause: Error,
  ) {
    super(`${projection.name} cannot hold a row: ${cause.message}`, { cause });
    this.name = 'UnwritableRow';
  }
}

export interface RowsBefore {
  readonly rows: ReadonlyMap<string, object>;
  /** How many of them came from the table. */
  readonly loaded: number;
}

/** One projection's table within a lane: what it has to load, how it folds, what it has to write. */
export class ProjectionTable {
  readonly cache: RowCache;
  private readonly keyTextOf: (key: object) => string;
  private readonly load: string;
  private readonly write: string;
  private readonly shape: ReturnType<typeof tableShapeOf>;

  constructor(
    readonly projection: Projection,
    cachedRowsMax: number,
  ) {
    this.cache = new RowCache(cachedRowsMax);
    this.keyTextOf = keyTextOf(projection);
    this.load = loadStatement(projection);
    this.write = writeStatement(projection);
    this.shape = tableShapeOf(projection);
  }

  touches(items: readonly BatchItem[]): readonly Touch[] {
    return touchesOf(this.projection, this.keyTextOf, items);
  }

  fold(touches: readonly Touch[], rows: ReadonlyMap<string, object>): Folded {
    return foldBatch(this.projection, touches, rows);
  }

  /** The rows before the batch: from the cache, and all others with one query. */
  async rowsBefore(client: ClientBase, touches: readonly Touch[]): Promise<RowsBefore> {
    const rows = new Map<string, object>();
    if (this.projection.appendOnly) return { rows, loaded: 0 };
    const missing = new Map<string, object>();
    for (const touch of touches) {
      touch.keyTexts.forEach((keyText, i) => {
        if (rows.has(keyText) || missing.has(keyText)) return;
        const cached = this.cache.get(keyText);
        if (cached) rows.set(keyText, cached);
        else missing.set(keyText, touch.keys[i]!);
      });
    }
    if (missing.size === 0) return { rows, loaded: 0 };
    const values = this.keyArrays([...missing.values()]);
    const loaded = await client.query<object>(this.load, values);
    for (const row of loaded.rows) rows.set(this.keyTextOf(row), row);
    return { rows, loaded: loaded.rows.length };
  }

  /** @throws UnwritableRow when a value is at fault */
  async writeRows(client: ClientBase, changed: ReadonlyMap<string, ChangedRow>): Promise<void> {
    if (changed.size === 0) return;
    try {
      await client.query(this.write, this.rowArrays(changed));
    } catch (error) {
      throw isValueAtFault(error) ? new UnwritableRow(this.projection, asError(error)) : error;
    }
  }

  remember(changed: ReadonlyMap<string, ChangedRow>): void {
    if (this.projection.appendOnly) return;
    for (const [keyText, { row }] of changed) this.cache.set(keyText, row);
  }

  private keyArrays(keys: readonly object[]): string[] {
    return this.shape.key.map((column) => this.columnArray(column, keys));
  }

  /** Sorted by key: neighbours land on the same pages, and two writers could never lock rows crosswise. */
  private rowArrays(changed: ReadonlyMap<string, ChangedRow>): string[] {
    const sorted = [...changed.keys()].sort().map((keyText) => changed.get(keyText)!);
    const rows = sorted.map(({ row }) => row);
    const positions = arrayLiteral(
      'text',
      sorted.map(({ position }) => position),
    );
    return [...this.shape.columns.map(({ name }) => this.columnArray(name, rows)), positions];
  }

  private columnArray(column: string, rows: readonly object[]): string {
    const values = rows.map((row) => (row as Record<string, unknown>)[column]);
    return arrayLiteral(this.projection.columns[column]!, values);
  }
}

/**
 * SQLSTATE class 22 is a value its type cannot hold, 23 a constraint; a TypeError is JSON that cannot be
 * written.
 */
function isValueAtFault(error: unknown): boolean {
  if (error instanceof DatabaseError) return /^2[23]/.test(error.code ?? '');
  return error instanceof TypeError;
}
