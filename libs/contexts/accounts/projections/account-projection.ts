import {
  type ProjectedOf,
  type Projection,
  totalProjection,
  type TotalProjection,
  type TypedHandler,
} from '@ledgerline/platform/projections';
import { AccountEvent } from '../domain/account-events';

export type AccountEventType = AccountEvent['type'];

/** An account event as a fold meets it: one member per event type, so that its `type` tells its `data`. */
export type Projected<T extends AccountEventType = AccountEventType> = ProjectedOf<AccountEvent, T>;

export type AccountEventHandler<Row extends object, T extends AccountEventType> = TypedHandler<
  Row,
  AccountEvent,
  T
>;

/** For read models to which thresholds, and what they recover from, say nothing. */
export const CROSSINGS_IGNORED = {
  LimitThresholdCrossed: 'ignored',
  LimitThresholdRecovered: 'ignored',
  LimitReached: 'ignored',
  LimitRecovered: 'ignored',
  CreditsRanLow: 'ignored',
  CreditsExhausted: 'ignored',
  CreditsRecovered: 'ignored',
} as const;

/** For read models to which an account's own settings say nothing. */
export const SETTINGS_IGNORED = {
  TierChanged: 'ignored',
  LimitOverridden: 'ignored',
  LimitOverrideRemoved: 'ignored',
} as const;

/** For read models to which units that no hold went before say nothing. */
export const UNITS_IGNORED = {
  UsageRecorded: 'ignored',
  UsageRemoved: 'ignored',
  GaugeMoved: 'ignored',
} as const;

/** For read models that count no credits. */
export const CREDITS_IGNORED = {
  LotVoided: 'ignored',
  LotBarred: 'ignored',
  LotRolledOver: 'ignored',
  CreditsDeducted: 'ignored',
  GenerationRefunded: 'ignored',
  PurchaseRefunded: 'ignored',
  CreditsTakenBack: 'ignored',
  HeldCreditsTakenBack: 'ignored',
  OverdraftDrawn: 'ignored',
  OverdraftReturned: 'ignored',
  OverdraftRepaid: 'ignored',
} as const;

/** For read models to which an account's life, its grants and generations say nothing. */
export const WORK_IGNORED = {
  AccountOpened: 'ignored',
  AccountClosed: 'ignored',
  AccountReopened: 'ignored',
  CreditsGranted: 'ignored',
  LotLapsed: 'ignored',
  GenerationRequested: 'ignored',
  HoldExtended: 'ignored',
  GenerationCompleted: 'ignored',
  GenerationCompletedLate: 'ignored',
  GenerationFailed: 'ignored',
  GenerationCancelled: 'ignored',
  GenerationExpired: 'ignored',
  CommandRefused: 'ignored',
  CommandHadNoEffect: 'ignored',
} as const;

export type AccountProjection<Row extends object> = Omit<TotalProjection<Row, AccountEvent>, 'schema'>;

/** Makes a read model of the accounts context: schema `read_accounts`, handlers for every account event. */
export function accountProjection<Row extends object>(definition: AccountProjection<Row>): Projection<Row> {
  const isOfAccount = 'account_id' in definition.columns;
  return totalProjection<Row, AccountEvent>({
    ...definition,
    schema: 'read_accounts',
    ...(isOfAccount && { streamOf: { prefix: CATEGORY_PREFIX, column: 'account_id' as keyof Row & string } }),
  });
}

const CATEGORY_PREFIX = 'account-';

/** The account whose stream an event stands in. */
export function accountIdOf(event: { readonly stream: string }): string {
  return event.stream.slice(CATEGORY_PREFIX.length);
}

/** A whole number as a column holds it: figures from outside stand in `bigint`, which never overflows. */
export function wholeOrNull(value: number | null): bigint | null {
  return value === null ? null : BigInt(value);
}
