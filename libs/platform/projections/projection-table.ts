import { ClientBase, DatabaseError } from 'pg';
import { arrayLiteral } from './array-literal';
import { BatchItem } from './batch-item';
import { asError, foldBatch, FoldOutcome, Touch, touchesOf } from './fold-batch';
import { keyTextOf } from './key-text';
import { Projection } from './projection';
import { RowCache } from './row-cache';
import { RowSlot, RowSlots } from './row-slots';
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

/** A statement with its parameters spelled out, ready to be sent. */
export interface Statement {
  readonly text: string;
  readonly values: string[];
}

/** What one batch does to one table. */
export interface TableBatch {
  readonly touches: readonly Touch[];
  readonly slots: RowSlots;
  /** Rows that the cache does not hold. */
  readonly missing: readonly RowSlot[];
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

  /** Groups a batch by row; rows that the cache holds are in their slots already. */
  batch(items: readonly BatchItem[]): TableBatch {
    const slots = new RowSlots(this.keyTextOf);
    const touches = touchesOf(this.projection, items, slots);
    const missing: RowSlot[] = [];
    if (this.projection.appendOnly) return { touches, slots, missing };
    for (const slot of slots.all()) {
      slot.row = this.cache.get(slot.keyText);
      if (!slot.row) missing.push(slot);
    }
    return { touches, slots, missing };
  }

  /** One query for all rows that are missing, or none. */
  loading({ missing }: TableBatch): Statement | undefined {
    if (missing.length === 0) return undefined;
    const keys = missing.map((slot) => slot.key);
    return { text: this.load, values: this.shape.key.map((column) => this.columnArray(column, keys)) };
  }

  loaded({ slots }: TableBatch, rows: readonly object[]): void {
    for (const row of rows) slots.slotOf(row).row = row;
  }

  fold({ touches }: TableBatch): FoldOutcome {
    return foldBatch(this.projection, touches);
  }

  /**
   * One upsert for all changed rows, or none. They are sorted by key: neighbours land on the same pages, and
   * two writers could never lock rows crosswise.
   * @throws UnwritableRow for a value that has no JSON text
   */
  writing({ slots }: TableBatch): { statement: Statement; rows: number } | undefined {
    const changed = slots.changed();
    if (changed.length === 0) return undefined;
    const rows = changed.map((slot) => slot.row!);
    const positions = changed.map((slot) => slot.changedBy);
    try {
      const arrays = this.shape.columns.map(({ name }) => this.columnArray(name, rows));
      const statement = { text: this.write, values: [...arrays, arrayLiteral('text', positions)] };
      return { statement, rows: rows.length };
    } catch (error) {
      throw new UnwritableRow(this.projection, asError(error));
    }
  }

  /** @throws UnwritableRow when a value is at fault, not the connection */
  async send(client: ClientBase, { text, values }: Statement): Promise<void> {
    try {
      await client.query(text, values);
    } catch (error) {
      throw isValueAtFault(error) ? new UnwritableRow(this.projection, error) : error;
    }
  }

  /** Only after the commit was confirmed: what is cached is what the table holds. */
  remember({ slots }: TableBatch): void {
    if (this.projection.appendOnly) return;
    for (const { keyText, row } of slots.all()) if (row) this.cache.set(keyText, row);
  }

  private columnArray(column: string, rows: readonly object[]): string {
    const values = rows.map((row) => (row as Record<string, unknown>)[column]);
    return arrayLiteral(this.projection.columns[column]!, values);
  }
}

/** SQLSTATE class 22 is a value that its type cannot hold, class 23 a broken constraint. */
function isValueAtFault(error: unknown): error is DatabaseError {
  return error instanceof DatabaseError && /^2[23]/.test(error.code ?? '');
}
