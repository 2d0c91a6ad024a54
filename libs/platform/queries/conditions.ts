import type { Timestamp } from '@ledgerline/kernel';
import { Sql, sql, trusted } from './sql';

/** `column = value`, where a value was asked for. */
export function equals(column: string, value: string | undefined): Sql | undefined {
  return value === undefined ? undefined : sql`${trusted(column)} = ${value}`;
}

export interface TimeRange {
  /** Inclusive. */
  readonly from?: Timestamp | undefined;
  /** Exclusive, so that adjacent ranges share no moment. */
  readonly to?: Timestamp | undefined;
}

export function within(column: string, { from, to }: TimeRange): readonly (Sql | undefined)[] {
  return [
    from === undefined ? undefined : sql`${trusted(column)} >= ${from}::timestamptz`,
    to === undefined ? undefined : sql`${trusted(column)} < ${to}::timestamptz`,
  ];
}

/** `column` contains the text, in any case. */
export function contains(column: string, text: string | undefined): Sql | undefined {
  if (text === undefined) return undefined;
  const pattern = `%${text.replace(/[\\%_]/g, '\\$&')}%`;
  return sql`${trusted(column)} ilike ${pattern}`;
}
