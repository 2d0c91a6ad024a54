import { isTimestamp } from '@ledgerline/kernel';

/** A column that a list is sorted by, and how its values are checked when a cursor brings them back. */
export interface SortColumn {
  readonly column: string;
  readonly type: 'text' | 'timestamp' | 'date';
}

/** The cursor is not one that this list gave out. */
export class BadCursor extends Error {
  constructor() {
    super('the cursor is not one that this list gave out');
    this.name = 'BadCursor';
  }
}

const CURSOR_LENGTH_MAX = 4_000;

const VALID: { readonly [T in SortColumn['type']]: (value: string) => boolean } = {
  text: (value) => !value.includes('\0'),
  timestamp: isTimestamp,
  date: (value) => /^\d{4}-\d{2}-\d{2}$/.test(value) && isTimestamp(`${value}T00:00:00.000Z`),
};

/** Where a page ended: the list's name and the sort key of its last row, opaque to the caller. */
export function encodeCursor(list: string, sort: readonly SortColumn[], row: object): string {
  const key = sort.map(({ column }) => (row as Record<string, unknown>)[column]);
  return Buffer.from(JSON.stringify([list, ...key])).toString('base64url');
}

/** The sort key in a cursor. @throws BadCursor */
export function decodeCursor(list: string, sort: readonly SortColumn[], cursor: string): readonly string[] {
  const [name, ...key] = partsOf(cursor);
  const valid =
    name === list &&
    key.length === sort.length &&
    sort.every(({ type }, i) => typeof key[i] === 'string' && VALID[type](key[i]));
  if (!valid) throw new BadCursor();
  return key as string[];
}

function partsOf(cursor: string): readonly unknown[] {
  if (cursor.length > CURSOR_LENGTH_MAX) throw new BadCursor();
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(parts) ? parts : [];
  } catch {
    throw new BadCursor();
  }
}
