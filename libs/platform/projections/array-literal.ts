import { ColumnType } from './projection';

/**
 * One column of rows as the text of a PostgreSQL array. Written by hand because one `unnest` of such texts is
 * the runner's hottest path, and most types never need the quoting that a general encoder looks for.
 */
export function arrayLiteral<Column extends string>(
  type: ColumnType,
  rows: readonly { readonly [C in Column]?: unknown }[],
  column: Column,
): string {
  const elementOf = ELEMENTS[type];
  let text = '{';
  for (let i = 0; i < rows.length; i++) {
    const value = rows[i]![column];
    if (i > 0) text += ',';
    text += value === null ? 'NULL' : elementOf(value);
  }
  return text + '}';
}

/** PostgreSQL judges the values; a wrong one is refused there by its type. */
const ELEMENTS: { readonly [T in ColumnType]: (value: unknown) => string } = {
  text: quoted,
  bigint: String,
  sum: String,
  integer: String,
  boolean: String,
  timestamp: quoted,
  date: quoted,
  // JSON text as a JSON string: it escapes the same two characters that an array element must.
  json: (value) => JSON.stringify(JSON.stringify(value)),
};

function quoted(value: unknown): string {
  const text = String(value);
  return /["\\]/.test(text) ? `"${text.replace(/["\\]/g, '\\$&')}"` : `"${text}"`;
}
