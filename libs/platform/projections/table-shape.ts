import { createHash } from 'node:crypto';
import { invariant } from '@ledgerline/kernel';
import { ColumnType, Projection } from './projection';

/** Names and SQL types of a read model's table, derived once from its definition. */
export interface TableShape {
  /** `read_accounts.account_balances`, quoted: what queries name. */
  readonly view: string;
  readonly columns: readonly { readonly name: string; readonly type: ColumnType }[];
  readonly key: readonly string[];
  /** Changes when rows stored under the same version would no longer mean the same. */
  readonly hash: string;
}

/** Names become SQL text, so they are held to one plain alphabet instead of being escaped. */
const NAME = /^[a-z][a-z0-9_]{0,50}$/;
const COLUMN_NAME = /^[a-zA-Z][a-zA-Z0-9_]{0,50}$/;

const SQL_TYPES: { readonly [T in ColumnType]: string } = {
  text: 'text',
  bigint: 'bigint',
  sum: 'numeric',
  integer: 'integer',
  boolean: 'boolean',
  timestamp: 'timestamptz(3)',
  date: 'date',
  json: 'json',
};

export const LAST_POSITION = 'last_position';

/** @throws BrokenInvariant for a definition that cannot become a table */
export function tableShapeOf(projection: Projection): TableShape {
  const { name, version, schema } = projection;
  const columns = Object.entries(projection.columns).map(([column, type]) => ({ name: column, type }));
  const key: string[] = [...projection.key];
  invariant(
    NAME.test(name) && NAME.test(schema),
    `read model "${schema}.${name}" has a plain snake_case name`,
  );
  invariant(Number.isSafeInteger(version) && version > 0, `the version of ${name} is a positive integer`);
  invariant(key.length > 0, `${name} has a key`);
  for (const column of columns) {
    invariant(COLUMN_NAME.test(column.name), `column "${column.name}" of ${name} has a plain name`);
    invariant(column.name !== LAST_POSITION, `${LAST_POSITION} of ${name} belongs to the runner`);
  }
  for (const column of key) {
    const type = projection.columns[column];
    invariant(
      type !== undefined && type !== 'json',
      `key column ${column} of ${name} is a column and comparable`,
    );
  }
  return {
    view: `"${schema}"."${name}"`,
    columns,
    key,
    hash: hashOf({ schema, name, columns, key, appendOnly: projection.appendOnly ?? false }),
  };
}

/**
 * `read_accounts.account_balances_v1`, quoted. Building the same version again makes a table beside it,
 * `account_balances_v1_b2`.
 */
export function tableNameOf({ schema, name, version }: Projection, build: number): string {
  return `"${schema}"."${name}_v${version}${build > 1 ? `_b${build}` : ''}"`;
}

/**
 * Text is compared byte by byte: keys sort as they do in code, and a page's cursor means the same everywhere.
 */
export function columnTypeOf(type: ColumnType): string {
  return type === 'text' ? 'text collate "C"' : sqlTypeOf(type);
}

export function sqlTypeOf(type: ColumnType): string {
  return SQL_TYPES[type];
}

export function quotedColumn(name: string): string {
  return `"${name}"`;
}

function hashOf(shape: object): string {
  return createHash('sha256').update(JSON.stringify(shape)).digest('hex');
}
