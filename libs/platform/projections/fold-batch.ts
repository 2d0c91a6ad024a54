import { invariant } from '@ledgerline/kernel';
import { Position } from '@ledgerline/platform/eventstore';
import { asError, DecodedEntry } from './log-entry';
import { EventHandler, ProjectedEvent, Projection } from './projection';
import { RowSlot, RowSlots } from './row-slots';

/** One event that a projection cares about, with the rows it touches. */
export interface Touch {
  readonly entry: DecodedEntry;
  readonly slots: readonly RowSlot[];
  /** Why the event's rows are not even known. */
  readonly error: Error | undefined;
}

export interface BadEvent {
  readonly position: Position;
  readonly error: Error;
}

export interface FoldOutcome {
  /** Where a financial projection stopped; no row has anything of that event or a later one. */
  readonly halted?: BadEvent;
  /** Events that another projection passed over, whole. */
  readonly skipped: readonly BadEvent[];
}

const NONE: ReadonlySet<Position> = new Set();

/** The events that concern one projection. For a financial one nothing after a bad event does. */
export function touchesOf(
  projection: Projection,
  entries: readonly DecodedEntry[],
  slots: RowSlots,
  forgiven: ReadonlySet<Position> = NONE,
): readonly Touch[] {
  const touches: Touch[] = [];
  for (const entry of entries) {
    const touch = touchOf(projection, entry, slots);
    if (!touch) continue;
    touches.push(touch);
    if (touch.error && projection.financial && !forgiven.has(entry.position)) break;
  }
  return touches;
}

/**
 * Folds events in order into their slots, which hold the rows as they were before. An event's rows count only
 * when all of them were folded, so a bad event leaves no half behind.
 */
export function foldTouches(
  projection: Projection,
  touches: readonly Touch[],
  forgiven: ReadonlySet<Position> = NONE,
): FoldOutcome {
  const skipped: BadEvent[] = [];
  const foldRow = rowFolder(projection);
  for (const touch of touches) {
    try {
      foldEvent(projection, touch, foldRow);
    } catch (error) {
      const bad = { position: touch.entry.position, error: asError(error) };
      if (projection.financial && !forgiven.has(bad.position)) return { halted: bad, skipped };
      skipped.push(bad);
    }
  }
  return { skipped };
}

function touchOf(projection: Projection, entry: DecodedEntry, slots: RowSlots): Touch | undefined {
  const { event, undecodable } = entry;
  if (undecodable) return { entry, slots: [], error: undecodable };
  const handler = event && projection.on[event.type];
  if (!handler) return undefined;
  try {
    const touched = handler.keys(event).map((key) => slots.slotOf(key));
    // An event folds a row once, also when it names it twice.
    const distinct = touched.length > 1 ? [...new Set(touched)] : touched;
    return distinct.length > 0 ? { entry, slots: distinct, error: undefined } : undefined;
  } catch (error) {
    return { entry, slots: [], error: asError(error) };
  }
}

type FoldRow = (handler: EventHandler<object>, slot: RowSlot, event: ProjectedEvent) => object | undefined;

function foldEvent(projection: Projection, { entry, slots, error }: Touch, foldRow: FoldRow): void {
  if (error) throw error;
  const event = entry.event!;
  const handler = projection.on[event.type]!;
  if (slots.length === 1) return settle(slots[0]!, foldRow(handler, slots[0]!, event), event.position);
  const rows = slots.map((slot) => foldRow(handler, slot, event));
  slots.forEach((slot, i) => settle(slot, rows[i], event.position));
}

/** A fold that hands back the row it was given changed nothing: there is nothing to write. */
function settle(slot: RowSlot, row: object | undefined, position: Position): void {
  if (row === slot.row) return;
  slot.row = row;
  slot.changedBy = position;
}

/**
 * A row that comes back from its table has null where a fold left a column out, and the key it was filed
 * under. No fold must be able to tell a cached row from a loaded one, so both are asserted of every row.
 */
function rowFolder(projection: Projection): FoldRow {
  const columns = Object.keys(projection.columns);
  const keyColumns: readonly string[] = projection.key;
  return (handler, slot, event) => {
    if (slot.row && projection.appendOnly) {
      invariant(false, `each row of ${projection.name} is written once, for it is append-only`);
    }
    const after = handler.fold(slot.row, event, slot.key) as Record<string, unknown> | undefined;
    if (after === slot.row) return after;
    if (!after) invariant(false, `a fold of ${projection.name} keeps the row that there is`);
    for (const column of columns) {
      if (after[column] === undefined)
        invariant(false, `a row of ${projection.name} has its column ${column}`);
    }
    for (const column of keyColumns) {
      if (after[column] !== (slot.key as Record<string, unknown>)[column]) {
        invariant(false, `a fold of ${projection.name} keeps the key column ${column}`);
      }
    }
    return after;
  };
}
