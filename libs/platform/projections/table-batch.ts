import { Position } from '@ledgerline/platform/eventstore';
import { BadEvent, foldTouches, Touch, touchesOf } from './fold-batch';
import { asError, DecodedEntry } from './log-entry';
import { Projection } from './projection';
import { ProjectionTable, Statement } from './projection-table';
import { RowSlot, RowSlots } from './row-slots';

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

/** Rows in one statement: while the database writes them, the next ones are being spelled out. */
const WRITE_ROWS_MAX = 2_000;

/** What one batch does to one read model, portion by portion of its events. */
export class TableBatch {
  halted: BadEvent | undefined;
  /** The place before the event that halted it. */
  haltsAfter: Position | undefined;
  readonly skipped: BadEvent[] = [];
  rowsSought = 0;
  private readonly slots: RowSlots;
  private touches: readonly Touch[] = [];
  private placeBefore: (position: Position) => Position | undefined = () => undefined;

  constructor(
    readonly table: ProjectionTable,
    /** Why the table cannot hold what the batch's only event makes of it. */
    private readonly refused: Error | undefined,
  ) {
    this.slots = new RowSlots(table.keyTextOf);
  }

  /** Rows that were touched so far. */
  get rowsTouched(): number {
    return this.slots.size;
  }

  /**
   * Groups events by row; `before` is the place before the first of them. Answers the query for the rows that
   * are not in memory, if there are any.
   */
  group(entries: readonly DecodedEntry[], before: Position | undefined): Statement | undefined {
    const { table, slots } = this;
    this.touches = [];
    if (this.halted) return undefined;
    this.placeBefore = (position) => {
      const at = entries.findIndex((entry) => entry.position === position);
      return entries[at - 1]?.position ?? before;
    };
    if (this.refused) {
      this.met({ position: entries[0]!.position, error: this.refused });
      return undefined;
    }
    this.touches = touchesOf(table.projection, entries, slots, table.forgiven);
    if (table.projection.appendOnly) return undefined;
    const missing: RowSlot[] = [];
    for (const slot of slots.takeFresh()) {
      const cached = table.cache.get(slot.keyText);
      slot.row = cached ?? undefined;
      if (cached === undefined) missing.push(slot);
    }
    if (missing.length === 0 || !table.mayHoldMore) return undefined;
    this.rowsSought += missing.length;
    return table.loading(missing);
  }

  /** Folds what was grouped over the rows in memory and those that the query found. */
  fold(loaded: readonly object[]): void {
    for (const row of loaded) this.slots.slotOf(row).row = row;
    const { halted, skipped } = foldTouches(this.table.projection, this.touches, this.table.forgiven);
    for (const bad of skipped) this.met(bad);
    if (halted) this.met(halted);
  }

  /**
   * The changed rows as upserts of bounded size. They are sorted by key: neighbours land on the same pages,
   * and two writers could never lock rows crosswise.
   * @throws UnwritableRow for a value that cannot be spelled out
   */
  *writing(): Generator<{ statement: Statement; rows: number }> {
    const changed = this.slots.changed();
    for (let start = 0; start < changed.length; start += WRITE_ROWS_MAX) {
      const slots = changed.slice(start, start + WRITE_ROWS_MAX);
      try {
        yield { statement: this.table.writing(slots), rows: slots.length };
      } catch (error) {
        throw new UnwritableRow(this.table.projection, asError(error));
      }
    }
  }

  /** Only after the commit was confirmed: what is cached is what the table holds. */
  remember(): void {
    const { cache, mayHoldMore, projection } = this.table;
    if (projection.appendOnly) return;
    for (const { keyText, row } of this.slots.all()) {
      if (row) cache.set(keyText, row);
      else if (mayHoldMore) cache.set(keyText, null);
    }
  }

  private met(bad: BadEvent): void {
    const { projection, forgiven } = this.table;
    if (projection.financial && !forgiven.has(bad.position)) this.halted = bad;
    else this.skipped.push(bad);
    if (this.halted === bad) this.haltsAfter = this.placeBefore(bad.position);
  }
}
