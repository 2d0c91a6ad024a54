import { formatCredits, formatMoney, roundedQuotient, Timestamp, UNLIMITED } from '@ledgerline/kernel';
import { Asked, equals, ListOf, Page, PageAsked, readPage, Reads, sql } from '@ledgerline/platform/queries';
import { usageRecords } from '../usage-records/usage-records';
import type { SubscriptionRow } from './subscription-row';
import { subscriptions } from './subscriptions';

/** A subscription as it is told; amounts as decimal texts of its currency. */
export interface SubscriptionView {
  readonly subscriptionId: string;
  readonly accountId: string;
  readonly status: string;
  readonly plan: string;
  readonly tier: string;
  readonly interval: string;
  readonly amount: string;
  readonly currency: string;
  readonly creditsPerMonth: string;
  /** -1: as many as there are. */
  readonly seats: number;
  /** Of the workspace, now. Nobody comes beyond the seats; who was there before a smaller plan stays. */
  readonly members: number;
  readonly membersBeyondSeats: number;
  readonly provider: string;
  readonly currentPeriod: { readonly start: Timestamp; readonly end: Timestamp } | null;
  readonly trialEndsAt: Timestamp | null;
  readonly cancelAtPeriodEnd: boolean;
  readonly nextPlan: { readonly plan: string; readonly interval: string } | null;
  readonly startedAt: Timestamp;
  readonly endedAt: Timestamp | null;
  readonly endCause: string | null;
  readonly endReason: string | null;
  /** What is to be paid, and how that stands. */
  readonly openCharge: {
    readonly charge: string;
    readonly state: string;
    readonly failure: string | null;
    readonly retryAt: Timestamp | null;
    readonly accessEndsAt: Timestamp | null;
  } | null;
  readonly chargesPaid: number;
  readonly paid: string;
  readonly refunded: string;
  readonly grants: number;
  readonly nextDueAt: Timestamp | null;
  readonly position: string;
}

export interface SubscriptionFilter {
  readonly accountId?: string | undefined;
  readonly status?: string | undefined;
  readonly plan?: string | undefined;
}

export class ListSubscriptions {
  constructor(readonly asked: PageAsked & SubscriptionFilter) {}
}

export class SumRecurring {
  constructor(readonly asked: Asked) {}
}

/** Monthly recurring revenue of one currency. */
export interface Recurring {
  readonly currency: string;
  readonly subscriptions: number;
  readonly monthlyRevenue: string;
}

type PlacedRow = SubscriptionRow & { readonly last_position: string; readonly members: bigint | null };

export function listSubscriptions(
  reads: Reads,
  { asked }: ListSubscriptions,
): Promise<Page<SubscriptionView>> {
  return readPage<PlacedRow, SubscriptionView>(reads, listOf(asked), asked, subscriptionView);
}

/**
 * What is in force and paid for, trials not among it: prices of years divided by twelve. Everything of a
 * currency is summed exactly, and rounded once.
 */
export async function sumRecurring(
  { models }: Pick<Reads, 'models'>,
  { asked: { minPosition } }: SumRecurring,
): Promise<{ readonly items: readonly Recurring[]; readonly position: string | null }> {
  const { rows, position } = await models.query<{ currency: string; count: string; yearly: string }>(
    [subscriptions],
    `select currency, count(*)::text as count, sum(amount_minor * 12 / months)::text as yearly
     from read_billing.subscriptions
     where status in ('ACTIVE', 'PAST_DUE') and amount_minor > 0
     group by currency order by currency`,
    [],
    { atLeast: minPosition },
  );
  const items = rows.map(({ currency, count, yearly }) => ({
    currency,
    subscriptions: Number(count),
    monthlyRevenue: formatMoney(roundedQuotient(BigInt(yearly), 12n), currency),
  }));
  return { items, position: position ?? null };
}

function listOf({ accountId, status, plan }: SubscriptionFilter): ListOf {
  return {
    name: 'subscriptions',
    from: [subscriptions, usageRecords],
    where: [equals('account_id', accountId), equals('status', status), equals('plan', plan)],
    select: sql`select *, (
        select level from read_billing.usage_records used
        where used.account_id = subscriptions.account_id and used.metric = 'USERS'
      ) as members
      from read_billing.subscriptions`,
    sort: [
      { column: 'started_at', type: 'timestamp' },
      { column: 'subscription_id', type: 'text' },
    ],
    direction: 'desc',
  };
}

function subscriptionView(row: PlacedRow): SubscriptionView {
  const money = (minor: bigint): string => formatMoney(minor, row.currency);
  const { subscription_id, account_id, status, plan, tier, interval, currency, provider } = row;
  return {
    ...{ subscriptionId: subscription_id, accountId: account_id, status, plan, tier, interval, currency },
    amount: money(row.amount_minor),
    creditsPerMonth: formatCredits(row.credits_micros),
    ...seatsOf(row),
    provider,
    currentPeriod: row.period_start === null ? null : { start: row.period_start, end: row.period_end! },
    trialEndsAt: row.trial_ends_at,
    cancelAtPeriodEnd: row.cancel_at_period_end,
    nextPlan: row.next_plan === null ? null : { plan: row.next_plan, interval: row.next_interval! },
    startedAt: row.started_at,
    endedAt: row.ended_at,
    endCause: row.end_cause,
    endReason: row.end_reason,
    openCharge: openChargeOf(row),
    chargesPaid: row.charges_paid,
    paid: money(row.paid_minor),
    refunded: money(row.refunded_minor),
    grants: row.grants,
    nextDueAt: row.due_at,
    position: row.last_position,
  };
}

/** Once a subscription has ended its seats bind nobody. */
function seatsOf({ seats: agreed, members: there, ended_at }: PlacedRow) {
  const [seats, members] = [Number(agreed), Number(there ?? 0n)];
  const isBound = ended_at === null && seats !== Number(UNLIMITED);
  return { seats, members, membersBeyondSeats: isBound ? Math.max(0, members - seats) : 0 };
}

function openChargeOf(row: PlacedRow): SubscriptionView['openCharge'] {
  if (row.charge === null) return null;
  return {
    charge: row.charge,
    state: row.charge_state!,
    failure: row.last_failure,
    retryAt: row.retry_at,
    accessEndsAt: row.access_ends_at,
  };
}
