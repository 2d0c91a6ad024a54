import { CustomTypesConfig, types } from 'pg';

const INT8 = 20;
const NUMERIC = 1700;
const DATE = 1082;
const TIMESTAMPTZ = 1184;

/**
 * The driver's own parsers lose what a ledger needs: int8 and sums of it arrive as text, and times as
 * `Date`, which costs a slow parse and invites local time zones. These answer bigint and fixed-width UTC
 * text.
 */
export const exactTypes: CustomTypesConfig = {
  getTypeParser(oid: number, format?: 'text' | 'binary'): (value: string) => unknown {
    if (format !== 'binary') {
      if (oid === INT8) return BigInt;
      if (oid === NUMERIC) return wholeOrText;
      if (oid === DATE) return asText;
      if (oid === TIMESTAMPTZ) return rfc3339;
    }
    return types.getTypeParser(oid, format);
  },
};

/** Sums beyond 64 bits are whole; what has decimals stays the text that PostgreSQL wrote. */
const wholeOrText = (value: string): bigint | string => (/^-?\d+$/.test(value) ? BigInt(value) : value);

const asText = (value: string): string => value;

/** "2026-11-21 09:18:00.123456+00" (the session is in UTC) → "2026-11-21T09:18:00.123Z" */
function rfc3339(value: string): string {
  const end = value.length - 3;
  if (value[10] !== ' ' || value.slice(end) !== '+00') return value;
  const fraction = value.slice(20, end).slice(0, 3).padEnd(3, '0');
  return `${value.slice(0, 10)}T${value.slice(11, 19)}.${fraction}Z`;
}
