import { createHash } from 'node:crypto';
import { invariant } from '@ledgerline/kernel';
import { Position } from '@ledgerline/platform/eventstore';
import { keyTextOf } from './key-text';
import { ProjectedEvent, Projection } from './projection';
import { LAST_POSITION } from './table-shape';

export type FoldedRow<Row extends object> = Row & { readonly last_position: Position };

/**
 * The rows of a projection after some events, in the order of their keys: the independent reference for
 * verifying tables, for looking into the past and for tests. Rows are frozen, so a fold that changes one in
 * place throws.
 *
 * @throws whatever a fold throws; nothing is halted or passed over here
 */
export function foldInMemory<Row extends object>(
  projection: Projection<Row>,
  events: Iterable<ProjectedEvent>,
): readonly FoldedRow<Row>[] {
  const keyText = keyTextOf(projection);
  const rows = new Map<string, { row: Row; position: Position }>();
  for (const event of events) {
    const handler = projection.on[event.type];
    if (!handler) continue;
    const keys = new Map(handler.keys(event).map((key) => [keyText(key), key]));
    for (const [text, key] of keys) {
      const before = rows.get(text)?.row;
      invariant(
        !before || !projection.appendOnly,
        `${projection.name} is append-only: each row is written once`,
      );
      const after = handler.fold(before, event, key);
      if (after === before) continue;
      invariant(after, `a fold of ${projection.name} keeps the row that there is`);
      rows.set(text, { row: Object.freeze(after), position: event.position });
    }
  }
  return [...rows.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { row, position }]) => ({ ...row, [LAST_POSITION]: position }));
}

/** SHA-256 over all rows and columns, in whatever order they come: equal exactly when the rows are. */
export function digestOf(rows: readonly object[]): string {
  const hash = createHash('sha256');
  for (const text of rows.map(canonicalRow).sort()) hash.update(text).update('\n');
  return hash.digest('hex');
}

function canonicalRow(row: object): string {
  const columns = Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify(columns, (_name, value: unknown) =>
    typeof value === 'bigint' ? `${value}n` : value,
  );
}
