import type { Readable } from 'node:stream';
import { formatCredits, formatMoney, parseCredits, parseMoney, Timestamp } from '@ledgerline/kernel';
import {
  Asked,
  contains,
  csvStream,
  equals,
  ListOf,
  Page,
  PageAsked,
  readAllRows,
  readPage,
  Sql,
  sql,
  TimeRange,
  within,
} from '@ledgerline/platform/queries';
import { Attributes } from '../../domain/account-events';
import { AccountReads } from '../../queries/account-reads';
import { accountStatement } from './account-statement';
import { AccountStatementRow } from './account-statement-row';

/** One movement of credits. */
export interface StatementEntry {
  readonly entryId: string;
  readonly at: Timestamp;
  readonly type: string;
  /** Credits, signed. */
  readonly amount: string;
  readonly balanceAfter: string;
  readonly description: string;
  readonly reference: string | null;
  readonly orderId: string | null;
  readonly paymentId: string | null;
  readonly generationId: string | null;
  readonly lotId: string;
  readonly action: string | null;
  readonly service: string | null;
  readonly model: string | null;
  readonly actorUserId: string | null;
  readonly paymentMethod: string | null;
  /** Money as a decimal string, e.g. "10.00". */
  readonly purchaseAmount: string | null;
  readonly purchaseCurrency: string | null;
  readonly attributes: Attributes;
  readonly position: string;
}

export interface StatementFilter extends TimeRange {
  readonly type?: string | undefined;
  readonly actor?: string | undefined;
  readonly action?: string | undefined;
  readonly reference?: string | undefined;
  readonly lotId?: string | undefined;
  readonly generationId?: string | undefined;
  readonly model?: string | undefined;
  readonly service?: string | undefined;
  readonly orderId?: string | undefined;
  readonly paymentId?: string | undefined;
  readonly paymentMethod?: string | undefined;
  /** Any part of it. */
  readonly description?: string | undefined;
  /** Credits, signed; exactly so many. */
  readonly amount?: string | undefined;
  readonly balanceAfter?: string | undefined;
  /** An amount and its currency, e.g. "10.50 EUR". */
  readonly purchase?: string | undefined;
  /** `name=value` of the entry's attributes. */
  readonly attribute?: string | undefined;
}

export class ReadStatement {
  constructor(
    readonly accountId: string,
    readonly asked: PageAsked & StatementFilter,
  ) {}
}

export class ExportStatement {
  constructor(
    readonly accountId: string,
    readonly asked: Asked & StatementFilter,
  ) {}
}

export async function readStatement(
  reads: AccountReads,
  { accountId, asked }: ReadStatement,
): Promise<Page<StatementEntry>> {
  return readPage<AccountStatementRow, StatementEntry>(reads, statementOf(accountId, asked), asked, entryOf);
}

export async function exportStatement(
  reads: AccountReads,
  { accountId, asked }: ExportStatement,
): Promise<{ csv: Readable; position: string | null }> {
  const list = statementOf(accountId, asked);
  const { pages, position } = await readAllRows<AccountStatementRow>(reads, list, asked);
  const csv = csvStream({ pages, columns: CSV_COLUMNS, recordOf: async (row) => ({ ...entryOf(row) }) });
  return { csv, position: position ?? null };
}

const CSV_COLUMNS: readonly (keyof StatementEntry)[] = [
  'entryId',
  'at',
  'type',
  'amount',
  'balanceAfter',
  'description',
  'reference',
  'orderId',
  'paymentId',
  'generationId',
  'lotId',
  'action',
  'service',
  'model',
  'actorUserId',
  'paymentMethod',
  'purchaseAmount',
  'purchaseCurrency',
  'attributes',
  'position',
];

function statementOf(accountId: string, filter: StatementFilter): ListOf {
  return {
    name: 'statement',
    from: accountStatement,
    select: sql`select * from read_accounts.account_statement`,
    where: [
      sql`account_id = ${accountId}`,
      ...within('at', filter),
      equals('type', filter.type),
      equals('actor_user_id', filter.actor),
      equals('action', filter.action),
      equals('reference', filter.reference),
      equals('lot_id', filter.lotId),
      equals('generation_id', filter.generationId),
      equals('model', filter.model),
      equals('service', filter.service),
      equals('order_id', filter.orderId),
      equals('payment_id', filter.paymentId),
      equals('payment_method', filter.paymentMethod),
      contains('description', filter.description),
      creditsAre('amount_micros', filter.amount),
      creditsAre('balance_after_micros', filter.balanceAfter),
      purchaseIs(filter.purchase),
      attributeIs(filter.attribute),
    ],
    sort: [
      { column: 'at', type: 'timestamp' },
      { column: 'entry_id', type: 'text' },
    ],
    direction: 'desc',
  };
}

function creditsAre(column: string, credits: string | undefined): Sql | undefined {
  return equals(column, credits === undefined ? undefined : String(parseCredits(credits)));
}

function purchaseIs(purchase: string | undefined): Sql | undefined {
  if (purchase === undefined) return undefined;
  const [amount, currency] = purchase.split(' ') as [string, string];
  // More decimals than the currency has were never paid.
  const minor = parseMoney(amount, currency) ?? -1n;
  return sql`purchase_currency = ${currency} and purchase_amount_minor = ${String(minor)}`;
}

function attributeIs(attribute: string | undefined): Sql | undefined {
  if (attribute === undefined) return undefined;
  const at = attribute.indexOf('=');
  return sql`attributes ->> ${attribute.slice(0, at)} = ${attribute.slice(at + 1)}`;
}

function entryOf(row: AccountStatementRow): StatementEntry {
  const { purchase_amount_minor: minor, purchase_currency: currency } = row;
  return {
    entryId: row.entry_id,
    at: row.at,
    type: row.type,
    amount: formatCredits(row.amount_micros),
    balanceAfter: formatCredits(row.balance_after_micros),
    description: row.description,
    reference: row.reference,
    orderId: row.order_id,
    paymentId: row.payment_id,
    generationId: row.generation_id,
    lotId: row.lot_id,
    action: row.action,
    service: row.service,
    model: row.model,
    actorUserId: row.actor_user_id,
    paymentMethod: row.payment_method,
    purchaseAmount: minor !== null && currency !== null ? formatMoney(minor, currency) : null,
    purchaseCurrency: currency,
    attributes: row.attributes,
    position: row.position,
  };
}
