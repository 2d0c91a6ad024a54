import { Projection } from '../projection';
import { LAST_POSITION } from '../table-shape';

/** One figure that is not what the log says. */
export interface RowDifference {
  readonly projection: string;
  /** `account_id=ada, lot_id=l-1`; empty where the whole read model is meant. */
  readonly key: string;
  /** `(row)` where a row is missing or should not be there. */
  readonly column: string;
  /** What the log says. */
  readonly expected: string | null;
  /** What the table holds. */
  readonly found: string | null;
}

/** Every column in which a row differs, or one entry for a row that is missing or too many. */
export function differencesOf(
  projection: Projection,
  expected: object | undefined,
  found: object | undefined,
): readonly RowDifference[] {
  const row = expected ?? found;
  if (!row) return [];
  const where = { projection: projection.name, key: keyWords(projection, row) };
  if (!found) return [{ ...where, column: '(row)', expected: 'a row', found: null }];
  if (!expected) return [{ ...where, column: '(row)', expected: null, found: 'a row' }];
  return [...Object.keys(projection.columns), LAST_POSITION].flatMap((column) => {
    const [said, held] = [textOf(expected, column), textOf(found, column)];
    return said === held ? [] : [{ ...where, column, expected: said, found: held }];
  });
}

/** A line for a person. */
export function differenceText({ projection, key, column, expected, found }: RowDifference): string {
  const place = key ? `${projection} [${key}]` : projection;
  return `${place} ${column}: the log says ${expected ?? 'nothing'}, the table holds ${found ?? 'nothing'}`;
}

function keyWords(projection: Projection, row: object): string {
  return projection.key.map((column) => `${column}=${textOf(row, column)}`).join(', ');
}

function textOf(row: object, column: string): string | null {
  const value = (row as Readonly<Record<string, unknown>>)[column];
  if (value === null || value === undefined) return null;
  return typeof value === 'object' ? JSON.stringify(value) : `${value as string}`;
}
