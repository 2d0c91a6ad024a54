import type {
  AccountOpened,
  GaugeMoved,
  GenerationCompleted,
  GenerationCompletedLate,
  GenerationRefunded,
  UsageRecorded,
  UsageRemoved,
} from '@ledgerline/contexts/accounts';
import { addMonths, type Timestamp } from '@ledgerline/kernel';
import { ProjectedOf, totalProjection } from '@ledgerline/platform/projections';
import type { SubscriptionEvent } from '../../domain/subscription/subscription-events';
import { METRIC_OF_LIMIT, Metric, METRICS } from './metrics';
import { asFarAs, Counting, endedAt, UsagePeriod, withPeriod } from './usage-periods';

/** One metric of an account: how much there is, and what fell into each billing period. */
export interface UsageRecordRow {
  account_id: string;
  metric: Metric;
  /** Null of a user's own account: most are, and have no rows before they subscribe to anything. */
  owner_kind: 'workspace' | null;
  /** Of a gauge, as it stands. */
  level: bigint;
  periods: readonly UsagePeriod[];
  /** Null: nothing is subscribed to. */
  counting: Counting | null;
}

type Row = UsageRecordRow;
type Charged = GenerationCompleted | GenerationCompletedLate | UsageRecorded;
type Moved = GaugeMoved | UsageRemoved;
type AccountFact = AccountOpened | Charged | Moved | GenerationRefunded;
type Fact = SubscriptionEvent | AccountFact;
type Projected<T extends Fact['type']> = ProjectedOf<Fact, T>;

const ACCOUNT = 'account-';
const accountOf = ({ stream }: { readonly stream: string }) => stream.slice(ACCOUNT.length);

const charged = { keys: chargedKeys, fold: countCharged };
const moved = {
  keys: (event: Projected<Moved['type']>) => keysOf(accountOf(event), [event.data.limit]),
  fold: (row: Row | undefined, event: Projected<Moved['type']>, key: Partial<Row>) =>
    event.data.member === null ? atLevel(rowOf(row, key), event.data.usedAfter, event.at) : row,
};
const ended = {
  keys: ({ data }: { data: { accountId: string } }) => METRICS.map((metric) => keyOf(data.accountId, metric)),
  fold: (
    row: Row | undefined,
    event: Projected<'SubscriptionCanceled' | 'SubscriptionNeverPaid'>,
    key: Partial<Row>,
  ) => {
    const before = rowOf(row, key);
    const at = 'canceledAt' in event.data ? event.data.canceledAt : event.data.expiredAt;
    return { ...before, periods: endedAt(before.periods, at, keptEmpty(before)), counting: null };
  },
};

export const usageRecords = totalProjection<Row, Fact>({
  name: 'usage_records',
  version: 3,
  schema: 'read_billing',
  columns: {
    account_id: 'text',
    metric: 'text',
    owner_kind: 'text',
    level: 'bigint',
    periods: 'json',
    counting: 'json',
  },
  key: ['account_id', 'metric'],
  indexes: [],
  financial: true,
  on: {
    AccountOpened: {
      keys: ({ data: { accountId, ownerKind } }) =>
        ownerKind === 'workspace' ? METRICS.map((metric) => keyOf(accountId, metric)) : [],
      fold: (row, _event, key) => ({ ...rowOf(row, key), owner_kind: 'workspace' }),
    },
    GenerationCompleted: charged,
    GenerationCompletedLate: charged,
    UsageRecorded: charged,
    GenerationRefunded: {
      keys: (event) => [keyOf(accountOf(event), 'AI_CREDITS')],
      fold: (row, { data, at }) => added(row, -data.amountMicros, at),
    },
    GaugeMoved: moved,
    UsageRemoved: moved,
    PeriodStarted: {
      keys: ({ data }) => METRICS.map((metric) => keyOf(data.accountId, metric)),
      fold: (row, event, key) => begun(rowOf(row, key), event),
    },
    SubscriptionCanceled: ended,
    SubscriptionNeverPaid: ended,
    ...{
      SubscriptionStarted: 'ignored',
      TrialEnded: 'ignored',
      ChargeDue: 'ignored',
      ChargePriced: 'ignored',
    },
    ...{ ChargeRetried: 'ignored', ChargePaid: 'ignored', ChargeFailed: 'ignored', GrantDue: 'ignored' },
    ...{ ChargeRefunded: 'ignored', PlanChanged: 'ignored', PlanChangeScheduled: 'ignored' },
    ...{ PlanChangeUnscheduled: 'ignored', CancellationScheduled: 'ignored', SubscriptionResumed: 'ignored' },
  },
});

function keyOf(accountId: string, metric: Metric): Partial<Row> {
  return { account_id: accountId, metric };
}

function keysOf(accountId: string, limits: readonly string[]): readonly Partial<Row>[] {
  return limits.flatMap((limit) =>
    METRIC_OF_LIMIT[limit] ? [keyOf(accountId, METRIC_OF_LIMIT[limit])] : [],
  );
}

function rowOf(row: Row | undefined, { account_id, metric }: Partial<Row>): Row {
  return (
    row ?? {
      ...{ account_id: account_id!, metric: metric!, owner_kind: null },
      ...{ level: 0n, periods: [], counting: null },
    }
  );
}

function chargedKeys(event: Projected<Charged['type']>): readonly Partial<Row>[] {
  const accountId = accountOf(event);
  const limits = event.data.limits.filter(({ member }) => member === null).map(({ limit }) => limit);
  return [...keysOf(accountId, [...new Set(limits)]), keyOf(accountId, 'AI_CREDITS')];
}

function countCharged(
  row: Row | undefined,
  { data, at }: Projected<Charged['type']>,
  key: Partial<Row>,
): Row | undefined {
  if (key.metric === 'AI_CREDITS') {
    const micros = data.charged.reduce((sum, { amountMicros }) => sum + amountMicros, 0n);
    return added(row, micros, at);
  }
  const units = data.limits
    .filter(({ limit, member }) => member === null && METRIC_OF_LIMIT[limit] === key.metric)
    .reduce((sum, { usedUnits }) => sum + usedUnits, 0n);
  if (!isGauge(key.metric!)) return added(row, units, at);
  const before = rowOf(row, key);
  return atLevel(before, before.level + units, at);
}

function isGauge(metric: Metric): boolean {
  return metric !== 'AI_CREDITS' && metric !== 'API_CALLS';
}

/** Counters sum. What is given back counts in the period in which it is; outside of them nothing counts. */
function added(row: Row | undefined, units: bigint, at: Timestamp): Row | undefined {
  return row && units !== 0n ? inPeriod(row, at, (quantity) => quantity + units) : row;
}

/** Gauges take the period's maximum. */
function atLevel(row: Row, level: bigint, at: Timestamp): Row {
  const reached = inPeriod(row, at, (quantity) => (level > quantity ? level : quantity));
  return { ...reached, level };
}

function inPeriod(row: Row, at: Timestamp, count: (quantity: bigint) => bigint): Row {
  if (!row.counting) return row;
  const carriedOver = isGauge(row.metric) ? row.level.toString() : '0';
  const periods = asFarAs(row.periods, row.counting, { at, carriedOver });
  // Always the last: what has ended may be billed already, and late news of it changes no bill.
  const last = periods.at(-1)!;
  const counted = { ...last, quantity: count(BigInt(last.quantity)).toString(), recordedAt: at };
  return { ...row, periods: [...periods.slice(0, -1), counted] };
}

function begun(row: Row, { data, at }: Projected<'PeriodStarted'>): Row {
  const { subscriptionId, period, anchor, monthsBefore, months } = data;
  const quantity = isGauge(row.metric) ? row.level.toString() : '0';
  const fresh = { quantity, recordedAt: at };
  const periods = withPeriod(row.periods, { subscriptionId, ...period }, fresh, keptEmpty(row));
  return { ...row, periods, counting: { anchor, monthsBefore, months } };
}

/** Where the period began that the stream told of last: a counter's is billed though it lasted no time. */
function keptEmpty({ counting, metric }: Row): Timestamp | null {
  return counting && !isGauge(metric) ? addMonths(counting.anchor, counting.monthsBefore) : null;
}
