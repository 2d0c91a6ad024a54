import {
  AnyAttribute,
  AnyCredits,
  AnyMoney,
  AnyText,
  AnyTime,
  listController,
  queryHandler,
} from '@ledgerline/platform/queries';
import { ExportStatement, exportStatement, ReadStatement, readStatement } from './account-statement.queries';

class StatementParams {
  @AnyText()
  type?: string;

  @AnyTime()
  from?: string;

  @AnyTime()
  to?: string;

  @AnyText()
  actor?: string;

  @AnyText()
  action?: string;

  @AnyText()
  reference?: string;

  @AnyText()
  lotId?: string;

  @AnyText()
  generationId?: string;

  @AnyText()
  model?: string;

  @AnyText()
  service?: string;

  @AnyText()
  orderId?: string;

  @AnyText()
  paymentId?: string;

  @AnyText()
  paymentMethod?: string;

  /** Any part of it. */
  @AnyText()
  description?: string;

  /** Signed credits, exactly. */
  @AnyCredits()
  amount?: string;

  /** Credits, exactly. */
  @AnyCredits()
  balanceAfter?: string;

  /** Money paid, e.g. `10.50 EUR`. */
  @AnyMoney()
  purchase?: string;

  /** Of the entry, e.g. `campaign=autumn`. */
  @AnyAttribute()
  attribute?: string;
}

const POSITION = '3f9a1c20-00000000000000000042';
const ENTRY = {
  entryId: `${POSITION}.0000`,
  at: '2026-11-21T09:00:01.000Z',
  type: 'USAGE',
  amount: '-10',
  balanceAfter: '100',
  description: 'prompt · gpt-4o-mini',
  reference: null,
  orderId: null,
  paymentId: null,
  generationId: '7b1e…',
  lotId: 'trial',
  action: 'prompt',
  service: 'studio',
  model: 'gpt-4o-mini',
  actorUserId: 'ada',
  paymentMethod: null,
  purchaseAmount: null,
  purchaseCurrency: null,
  attributes: {},
  position: POSITION,
};

const statement = listController({
  path: '/v1/accounts/:accountId/statement',
  summary: 'Every movement of an account, the newest first; from is inclusive, to is not',
  tag: 'accounts',
  readers: 'by-account',
  query: StatementParams,
  item: ENTRY,
  ask: ({ params, query }) => new ReadStatement(params.accountId!, query),
  csv: {
    filename: 'statement.csv',
    ask: ({ params, query }) => new ExportStatement(params.accountId!, query),
  },
});

export const accountStatementQueries = {
  controllers: [statement],
  handlers: [queryHandler(ReadStatement, readStatement), queryHandler(ExportStatement, exportStatement)],
};
