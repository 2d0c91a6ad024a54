import { ColumnType, ProjectedOf, totalProjection } from '@ledgerline/platform/projections';
import { nextDue } from '../../domain/subscription/next-due';
import type { SubscriptionEvent } from '../../domain/subscription/subscription-events';
import type { SubscriptionTerms } from '../../domain/subscription/subscription-facts';
import type { SubscriptionRow } from './subscription-row';

type Row = SubscriptionRow;
type Type = SubscriptionEvent['type'];
type Data<T extends Type> = Extract<SubscriptionEvent, { type: T }>['data'];

const columns: { readonly [C in keyof Row]: ColumnType } = {
  account_id: 'text',
  subscription_id: 'text',
  status: 'text',
  plan: 'text',
  tier: 'text',
  interval: 'text',
  amount_minor: 'bigint',
  currency: 'text',
  credits_micros: 'bigint',
  seats: 'bigint',
  provider: 'text',
  period_ordinal: 'integer',
  period_start: 'timestamp',
  period_end: 'timestamp',
  trial_ends_at: 'timestamp',
  cancel_at_period_end: 'boolean',
  next_plan: 'text',
  next_interval: 'text',
  started_at: 'timestamp',
  ended_at: 'timestamp',
  end_cause: 'text',
  end_reason: 'text',
  charges_paid: 'integer',
  paid_minor: 'bigint',
  refunded_minor: 'bigint',
  grants: 'integer',
  last_failure: 'text',
  failed_charges: 'integer',
  incomplete_since: 'timestamp',
  charge: 'text',
  charge_state: 'text',
  retry_at: 'timestamp',
  access_ends_at: 'timestamp',
  anchor: 'timestamp',
  months_before: 'integer',
  months_granted: 'integer',
  months: 'integer',
  stream_id: 'text',
  owner_id: 'text',
  due_at: 'timestamp',
};

/** A subscription that has started, after another of its facts. */
function after<T extends Type>(change: (row: Row, data: Data<T>) => Partial<Row>) {
  return {
    keys: ({ data }: ProjectedOf<SubscriptionEvent, T>) => [keyOf(data)],
    fold: (row: Row | undefined, { data }: ProjectedOf<SubscriptionEvent, T>): Row =>
      withDue({ ...row!, ...change(row!, data as Data<T>) }),
  };
}

export const subscriptions = totalProjection<Row, SubscriptionEvent>({
  name: 'subscriptions',
  version: 1,
  schema: 'read_billing',
  columns,
  key: ['account_id', 'subscription_id'],
  indexes: [
    ['started_at', 'subscription_id'],
    ['account_id', 'started_at'],
    ['due_at', 'stream_id'],
  ],
  financial: true,
  streamOf: { prefix: 'subscription-', column: 'account_id' },
  on: {
    SubscriptionStarted: {
      keys: ({ data }) => [keyOf(data)],
      fold: (_row, { data }) => withDue(started(data)),
    },
    TrialEnded: after(() => ({})),
    PeriodStarted: after((_row, { period, anchor, monthsBefore, trial, tier }) => ({
      ...{ status: trial ? 'TRIALING' : 'ACTIVE', tier, incomplete_since: null, months_granted: 0 },
      ...{ period_ordinal: period.ordinal, period_start: period.start, period_end: period.end },
      ...{ anchor, months_before: monthsBefore },
    })),
    ChargeDue: after((_row, { charge }) => ({
      ...{ charge, charge_state: 'due', retry_at: null, access_ends_at: null },
    })),
    ChargePriced: after(() => ({ charge_state: 'asked' })),
    ChargeRetried: after(() => ({ charge_state: 'asked', retry_at: null })),
    ChargePaid: after(({ status, charges_paid, paid_minor }, { amountMinor }) => ({
      ...{ charge: null, charge_state: null, retry_at: null, access_ends_at: null, last_failure: null },
      ...{ charges_paid: charges_paid + 1, paid_minor: paid_minor + amountMinor },
      status: status === 'PAST_DUE' ? 'ACTIVE' : status,
    })),
    ChargeFailed: after(({ status, failed_charges }, { reason, retryAt, accessEndsAt }) => ({
      ...{ charge_state: 'failed', retry_at: retryAt, access_ends_at: accessEndsAt, last_failure: reason },
      ...{ failed_charges: failed_charges + 1 },
      status: accessEndsAt !== null ? 'PAST_DUE' : status,
    })),
    ChargeRefunded: after(({ refunded_minor }, { amountMinor }) => ({
      refunded_minor: refunded_minor + amountMinor,
    })),
    GrantDue: after(({ months_granted }, { ordinal }) => ({
      ...{ grants: ordinal, months_granted: months_granted + 1 },
    })),
    PlanChanged: after((_row, { terms, seats, waitsForMoney, anchors, changedAt }) => ({
      ...ofTerms(terms),
      ...{ seats: BigInt(seats), next_plan: null, next_interval: null },
      ...(anchors && { anchor: changedAt, months_before: 0 }),
      ...(waitsForMoney && { status: 'INCOMPLETE', incomplete_since: changedAt }),
    })),
    PlanChangeScheduled: after((_row, { terms }) => ({
      ...{ next_plan: terms.plan, next_interval: terms.interval },
    })),
    PlanChangeUnscheduled: after(() => ({ next_plan: null, next_interval: null })),
    CancellationScheduled: after(() => ({ cancel_at_period_end: true })),
    SubscriptionResumed: after(() => ({ cancel_at_period_end: false })),
    SubscriptionCanceled: after((_row, { cause, reason, canceledAt }) => ({
      ...{ status: 'CANCELED', end_cause: cause, end_reason: reason, ended_at: canceledAt, ...NOTHING_OPEN },
    })),
    SubscriptionNeverPaid: after((_row, { expiredAt }) => ({
      ...{ status: 'INCOMPLETE_EXPIRED', end_cause: 'never-paid', ended_at: expiredAt, ...NOTHING_OPEN },
    })),
  },
});

const NOTHING_OPEN = {
  ...{ charge: null, charge_state: null, retry_at: null, access_ends_at: null },
  ...{ cancel_at_period_end: false, next_plan: null, next_interval: null },
};

function keyOf({ accountId, subscriptionId }: { accountId: string; subscriptionId: string }): Partial<Row> {
  return { account_id: accountId, subscription_id: subscriptionId };
}

function ofTerms(terms: SubscriptionTerms) {
  const { plan, interval, currency, months } = terms;
  return {
    ...{ plan, interval, currency, months, tier: terms.tier },
    ...{ amount_minor: terms.priceMinor, credits_micros: terms.creditsMicros },
  };
}

function started(data: Data<'SubscriptionStarted'>): Row {
  const { accountId, subscriptionId, terms, seats, provider, trialEndsAt, startedAt } = data;
  const waits = trialEndsAt === null && terms.priceMinor > 0n;
  return {
    ...NOTHING_OPEN,
    ...ofTerms(terms),
    ...{ account_id: accountId, subscription_id: subscriptionId, stream_id: accountId, owner_id: accountId },
    ...{ status: 'INCOMPLETE', seats: BigInt(seats), provider, trial_ends_at: trialEndsAt },
    ...{ started_at: startedAt, incomplete_since: waits ? startedAt : null, anchor: startedAt },
    ...{ period_ordinal: null, period_start: null, period_end: null, months_before: 0, months_granted: 0 },
    ...{ ended_at: null, end_cause: null, end_reason: null, last_failure: null, due_at: null },
    ...{ charges_paid: 0, paid_minor: 0n, refunded_minor: 0n, grants: 0, failed_charges: 0 },
  };
}

/** By the same rule by which the stream settles. */
function withDue(row: Row): Row {
  const due = nextDue({
    status: row.status,
    incompleteSince: row.incomplete_since,
    periodEnd: row.period_end,
    charge: row.charge_state,
    retryAt: row.retry_at,
    accessEndsAt: row.access_ends_at,
    anchor: row.anchor,
    monthsBefore: row.months_before,
    monthsGranted: row.months_granted,
    monthsToGrant: row.credits_micros > 0n ? row.months : 0,
  });
  return { ...row, due_at: due?.at ?? null };
}
