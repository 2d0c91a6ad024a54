import { invariant } from '@ledgerline/kernel';
import { Position } from '@ledgerline/platform/eventstore';
import { BatchItem } from './batch-item';
import { EventHandler, ProjectedEvent, Projection } from './projection';

/** One event that a projection cares about, with the rows it touches. */
export interface Touch {
  /** Where the event stands in its batch. */
  readonly index: number;
  readonly item: BatchItem;
  readonly keys: readonly object[];
  readonly keyTexts: readonly string[];
  /** Why the event's rows are not even known. */
  readonly error?: Error;
}

export interface ChangedRow {
  readonly row: object;
  readonly position: Position;
}

export interface BadEvent {
  readonly index: number;
  readonly position: Position;
  readonly error: Error;
}

export interface Folded {
  readonly changed: ReadonlyMap<string, ChangedRow>;
  /** Where a financial projection stopped; nothing of that event or a later one is in `changed`. */
  readonly halted?: BadEvent;
  /** Events that another projection passed over, whole. */
  readonly skipped: readonly BadEvent[];
}

/** The events of a batch that concern one projection. For a financial one nothing after a bad event does. */
export function touchesOf(
  projection: Projection,
  keyTextOf: (key: object) => string,
  items: readonly BatchItem[],
): readonly Touch[] {
  const touches: Touch[] = [];
  for (let index = 0; index < items.length; index++) {
    const touch = touchOf(projection, keyTextOf, items[index]!, index);
    if (!touch) continue;
    touches.push(touch);
    if (touch.error && projection.financial) break;
  }
  return touches;
}

/**
 * Folds a batch in order over the rows it found. Pure: neither `rows` nor a row in it is changed. An event's
 * rows count only when all of them were folded, so a bad event leaves no half behind.
 */
export function foldBatch(
  projection: Projection,
  touches: readonly Touch[],
  rows: ReadonlyMap<string, object>,
): Folded {
  const changed = new Map<string, ChangedRow>();
  const skipped: BadEvent[] = [];
  const rowOf = (keyText: string): object | undefined => changed.get(keyText)?.row ?? rows.get(keyText);
  for (const touch of touches) {
    try {
      foldEvent(projection, touch, rowOf, changed);
    } catch (error) {
      const bad = { index: touch.index, position: touch.item.position, error: asError(error) };
      if (projection.financial) return { changed, halted: bad, skipped };
      skipped.push(bad);
    }
  }
  return { changed, skipped };
}

export function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}

function touchOf(
  projection: Projection,
  keyTextOf: (key: object) => string,
  item: BatchItem,
  index: number,
): Touch | undefined {
  if (item.undecodable) return { index, item, keys: [], keyTexts: [], error: item.undecodable };
  const handler = item.event && projection.on[item.event.type];
  if (!handler) return undefined;
  try {
    const keys = handler.keys(item.event);
    if (keys.length === 0) return undefined;
    return { index, item, ...distinct(keys, keys.map(keyTextOf)) };
  } catch (error) {
    return { index, item, keys: [], keyTexts: [], error: asError(error) };
  }
}

/** An event folds a row once, also when it names it twice. */
function distinct(keys: readonly object[], keyTexts: readonly string[]): Pick<Touch, 'keys' | 'keyTexts'> {
  if (keyTexts.length === 1 || new Set(keyTexts).size === keyTexts.length) return { keys, keyTexts };
  const byText = new Map(keyTexts.map((keyText, i) => [keyText, keys[i]!]));
  return { keys: [...byText.values()], keyTexts: [...byText.keys()] };
}

function foldEvent(
  projection: Projection,
  touch: Touch,
  rowOf: (keyText: string) => object | undefined,
  changed: Map<string, ChangedRow>,
): void {
  if (touch.error) throw touch.error;
  const event = touch.item.event!;
  const handler = projection.on[event.type]!;
  if (touch.keys.length === 1) {
    const row = foldRow(projection, handler, rowOf(touch.keyTexts[0]!), event, touch.keys[0]!);
    if (row) changed.set(touch.keyTexts[0]!, { row, position: event.position });
    return;
  }
  const folded = touch.keys.map((key, i) =>
    foldRow(projection, handler, rowOf(touch.keyTexts[i]!), event, key),
  );
  folded.forEach((row, i) => {
    if (row) changed.set(touch.keyTexts[i]!, { row, position: event.position });
  });
}

/** The row after the event; undefined when the fold handed back the row it was given: nothing to write. */
function foldRow(
  projection: Projection,
  handler: EventHandler<object>,
  row: object | undefined,
  event: ProjectedEvent,
  key: object,
): object | undefined {
  invariant(
    !row || !projection.appendOnly,
    `${projection.name} is append-only: each of its rows is written once`,
  );
  const after = handler.fold(row, event, key);
  if (after === row) return undefined;
  assertComplete(projection, after as Record<string, unknown>, key as Record<string, unknown>);
  return after;
}

/**
 * A row that came back from the table has null where the fold left a column out, and the key it was filed
 * under. A fold must not be able to tell a cached row from a loaded one, so both are asserted on every row.
 */
function assertComplete(
  projection: Projection,
  row: Record<string, unknown>,
  key: Record<string, unknown>,
): void {
  for (const column in projection.columns) {
    if (row[column] === undefined) invariant(false, `a row of ${projection.name} has its column ${column}`);
  }
  for (const column of projection.key) {
    if (row[column] !== key[column]) invariant(false, `a fold of ${projection.name} keeps its key ${column}`);
  }
}
