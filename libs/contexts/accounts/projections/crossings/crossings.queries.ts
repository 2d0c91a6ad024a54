import type { Readable } from 'node:stream';
import { formatCredits, Timestamp, UNLIMITED } from '@ledgerline/kernel';
import {
  Asked,
  csvStream,
  equals,
  ListOf,
  Page,
  PageAsked,
  readAllRows,
  readPage,
  sql,
  TimeRange,
  within,
} from '@ledgerline/platform/queries';
import { unitsAsFigure } from '../../domain/limit-demand';
import { AccountReads } from '../../queries/account-reads';
import { CrossingName, CrossingRow, crossings } from './crossings';

/** A line that was crossed. Counts and tokens are numbers, credits and cost (US dollars) decimal texts. */
export interface CrossingView {
  readonly accountId: string;
  readonly at: Timestamp;
  readonly what: CrossingName;
  /** Null where credits crossed it. */
  readonly limit: string | null;
  readonly member: string | null;
  readonly window: string | null;
  /** As the catalog spells it: "80%", "50"; "limit" for the limit itself. */
  readonly threshold: string | null;
  /** The line itself. */
  readonly line: number | string;
  readonly used: number | string | null;
  readonly held: number | string | null;
  /** The limit then in force; null where it was unlimited, or credits crossed. */
  readonly value: number | string | null;
  /** What was available then, where credits crossed it. */
  readonly available: string | null;
  /** The command that crossed it; null: time did. */
  readonly command: string | null;
  readonly position: string;
}

export interface CrossingFilter extends TimeRange {
  readonly accountId?: string | undefined;
  readonly what?: string | undefined;
  readonly limitName?: string | undefined;
  readonly member?: string | undefined;
}

export class ListCrossings {
  constructor(readonly asked: PageAsked & CrossingFilter) {}
}

export class ExportCrossings {
  constructor(readonly asked: Asked & CrossingFilter) {}
}

export async function listCrossings(
  reads: AccountReads,
  { asked }: ListCrossings,
): Promise<Page<CrossingView>> {
  return readPage<CrossingRow, CrossingView>(reads, crossingsOf(asked), asked, crossingView);
}

export async function exportCrossings(
  reads: AccountReads,
  { asked }: ExportCrossings,
): Promise<{ csv: Readable; position: string | null }> {
  const { pages, position } = await readAllRows<CrossingRow>(reads, crossingsOf(asked), asked);
  const recordOf = async (row: CrossingRow) => ({ ...crossingView(row) });
  return { csv: csvStream({ pages, columns: CSV_COLUMNS, recordOf }), position: position ?? null };
}

const CSV_COLUMNS: readonly (keyof CrossingView)[] = [
  ...(['accountId', 'at', 'what', 'limit', 'member', 'window', 'threshold', 'line'] as const),
  ...(['used', 'held', 'value', 'available', 'command', 'position'] as const),
];

function crossingsOf(filter: CrossingFilter): ListOf {
  return {
    name: 'crossings',
    from: crossings,
    select: sql`select * from read_accounts.crossings`,
    where: [
      equals('account_id', filter.accountId),
      ...within('at', filter),
      equals('what', filter.what),
      equals('limit_name', filter.limitName),
      equals('member', filter.member),
    ],
    sort: [
      { column: 'at', type: 'timestamp' },
      { column: 'position', type: 'text' },
    ],
    direction: 'desc',
  };
}

function crossingView(row: CrossingRow): CrossingView {
  const measure = row.measure ?? 'credits';
  const figure = (units: bigint | null) => (units === null ? null : unitsAsFigure(measure, units));
  return {
    accountId: row.account_id,
    at: row.at,
    what: row.what,
    limit: row.limit_name,
    member: row.member,
    window: row.window_key,
    threshold: row.threshold,
    line: unitsAsFigure(measure, row.threshold_units),
    used: figure(row.used_units),
    held: figure(row.held_units),
    value: row.limit_value === UNLIMITED ? null : figure(row.limit_value),
    available: row.available_micros === null ? null : formatCredits(row.available_micros),
    command: row.command,
    position: row.position,
  };
}
