import { invariant, Timestamp, utcMonth } from '@ledgerline/kernel';
import { Balances } from '../../domain/account-events';
import { accountIdOf, accountProjection, Projected } from '../account-projection';
import { accountBalanceColumns, AccountBalanceRow } from './account-balance-row';

type Row = AccountBalanceRow;
type Released = Projected<'GenerationFailed' | 'GenerationCancelled' | 'GenerationExpired'>;

const keys = (event: { stream: string }) => [{ account_id: accountIdOf(event) }];

/** What changes no figure is an activity all the same. */
const touched = { keys, fold: active };

export const accountBalances = accountProjection<Row>({
  name: 'account_balances',
  version: 4,
  columns: accountBalanceColumns,
  key: ['account_id'],
  indexes: [['opened_at', 'account_id']],
  financial: true,
  balances: [
    {
      says: 'earned + overdrawn = balance + spent + expired + voided',
      left: ['earned_micros', 'overdrawn_micros'],
      right: ['balance_micros', 'spent_micros', 'expired_micros', 'voided_micros'],
    },
  ],
  on: {
    LimitThresholdCrossed: touched,
    LimitThresholdRecovered: touched,
    LimitReached: touched,
    LimitRecovered: touched,
    CreditsRanLow: touched,
    CreditsExhausted: touched,
    CreditsRecovered: touched,
    TierChanged: {
      keys,
      fold: (row, event) => ({ ...active(row, event), tier: event.data.tier, plan: event.data.plan }),
    },
    LimitOverridden: touched,
    LimitOverrideRemoved: touched,
    UsageRecorded: { keys, fold: recorded },
    UsageRemoved: touched,
    GaugeMoved: touched,
    LotVoided: {
      keys,
      fold: (row, event) => moved(row, event, { voided_micros: event.data.amountMicros }),
    },
    LotBarred: touched,
    LotRolledOver: { keys, fold: (row, event) => moved(row, event, {}) },
    CreditsDeducted: {
      keys,
      fold: (row, event) => moved(row, event, { voided_micros: event.data.amountMicros }),
    },
    GenerationRefunded: touched,
    PurchaseRefunded: touched,
    CreditsTakenBack: { keys, fold: takenBack },
    HeldCreditsTakenBack: { keys, fold: takenBack },
    OverdraftDrawn: {
      keys,
      fold: (row, event) => moved(row, event, { overdrawn_micros: event.data.amountMicros }),
    },
    OverdraftReturned: {
      keys,
      fold: (row, event) => moved(row, event, { overdrawn_micros: -event.data.amountMicros }),
    },
    OverdraftRepaid: {
      keys,
      fold: (row, event) => moved(row, event, { overdrawn_micros: -event.data.amountMicros }),
    },
    AccountOpened: { keys, fold: opened },
    AccountClosed: {
      keys,
      fold: (row, event) => ({ ...active(row, event), status: 'closed', closed_at: event.data.closedAt }),
    },
    AccountReopened: {
      keys,
      fold: (row, event) => ({ ...active(row, event), status: 'open', closed_at: null }),
    },
    CreditsGranted: { keys, fold: granted },
    LotLapsed: { keys, fold: lapsed },
    GenerationRequested: { keys, fold: requested },
    HoldExtended: touched,
    GenerationCompleted: { keys, fold: completed },
    GenerationCompletedLate: { keys, fold: completedLate },
    GenerationFailed: { keys, fold: released },
    GenerationCancelled: { keys, fold: released },
    GenerationExpired: { keys, fold: released },
    CommandRefused: { keys, fold: refused },
    CommandHadNoEffect: touched,
  },
});

function opened(row: Row | undefined, event: Projected<'AccountOpened'>): Row {
  invariant(row === undefined, 'an account is opened once');
  const { accountId, ownerKind, ownerId, tier, openedAt } = event.data;
  return {
    account_id: accountId,
    owner_kind: ownerKind,
    owner_id: ownerId,
    tier,
    status: 'open',
    balance_micros: 0n,
    held_micros: 0n,
    earned_micros: 0n,
    purchased_micros: 0n,
    spent_micros: 0n,
    expired_micros: 0n,
    voided_micros: 0n,
    overdrawn_micros: 0n,
    owed_micros: 0n,
    plan: null,
    shortfall_micros: 0n,
    last_refill_at: null,
    compute_usd_micros: 0n,
    compute_month: null,
    last_reset_at: null,
    next_reset_at: null,
    open_generations: 0n,
    generations_total: 0n,
    refused_total: 0n,
    opened_at: openedAt,
    closed_at: null,
    last_activity_at: event.at,
    last_used_at: null,
  };
}

function granted(row: Row | undefined, event: Projected<'CreditsGranted'>): Row {
  const { creditType, amountMicros, grantedAt, expiresAt, generationId, after } = event.data;
  const next = { ...active(row, event) };
  if (creditType === 'REFUND' && generationId !== null) next.spent_micros -= amountMicros;
  else next.earned_micros += amountMicros;
  if (creditType === 'PURCHASE') next.purchased_micros += amountMicros;
  if (creditType === 'DAILY_REFILL') next.last_refill_at = grantedAt;
  if (creditType === 'SUBSCRIPTION_GRANT') {
    next.last_reset_at = grantedAt;
    next.next_reset_at = expiresAt;
  }
  return established(next, after);
}

function lapsed(row: Row | undefined, event: Projected<'LotLapsed'>): Row {
  const before = active(row, event);
  return established(
    { ...before, expired_micros: before.expired_micros + event.data.amountMicros },
    event.data.after,
  );
}

function recorded(row: Row | undefined, event: Projected<'UsageRecorded'>): Row {
  const { costMicros, virtualCostUsdMicros, recordedAt } = event.data;
  const spent = moved(row, event, { spent_micros: costMicros });
  const next = computed(spent, virtualCostUsdMicros, recordedAt);
  return event.data.status === 'success' ? { ...next, last_used_at: event.data.recordedAt } : next;
}

type Figure = 'spent_micros' | 'voided_micros' | 'overdrawn_micros' | 'owed_micros';

function moved(
  row: Row | undefined,
  event: Projected & { readonly data: { readonly after: Balances } },
  changes: Partial<Record<Figure, bigint>>,
): Row {
  const next = { ...active(row, event) };
  for (const [figure, change] of Object.entries(changes)) next[figure as Figure] += change;
  return established(next, event.data.after);
}

function takenBack(row: Row | undefined, event: Projected<'CreditsTakenBack' | 'HeldCreditsTakenBack'>): Row {
  const { amountMicros, missingMicros, refundsOwedMicros } = event.data;
  const next = moved(row, event, { voided_micros: amountMicros, owed_micros: missingMicros });
  invariant(next.owed_micros === refundsOwedMicros, 'what is owed for refunds is what they did not find');
  return next;
}

function requested(row: Row | undefined, event: Projected<'GenerationRequested'>): Row {
  const before = active(row, event);
  const next = {
    ...before,
    generations_total: before.generations_total + 1n,
    open_generations: before.open_generations + 1n,
    last_used_at: event.data.requestedAt,
  };
  return established(next, event.data.after);
}

function completed(row: Row | undefined, event: Projected<'GenerationCompleted'>): Row {
  const before = charged(row, event);
  return established({ ...before, open_generations: before.open_generations - 1n }, event.data.after);
}

function completedLate(row: Row | undefined, event: Projected<'GenerationCompletedLate'>): Row {
  return established(charged(row, event), event.data.after);
}

function charged(
  row: Row | undefined,
  event: Projected<'GenerationCompleted'> | Projected<'GenerationCompletedLate'>,
): Row {
  const { chargedMicros, shortfallMicros, virtualCostUsdMicros, completedAt } = event.data;
  const before = active(row, event);
  const spent = {
    ...before,
    spent_micros: before.spent_micros + chargedMicros,
    shortfall_micros: before.shortfall_micros + shortfallMicros,
  };
  return computed(spent, virtualCostUsdMicros, completedAt);
}

/** What work cost us counts in the month in which it ended; time never runs backwards in a stream. */
function computed(row: Row, usdMicros: bigint | null, endedAt: Timestamp): Row {
  if (usdMicros === null) return row;
  const month = utcMonth(endedAt);
  const earlier = row.compute_month === month ? row.compute_usd_micros : 0n;
  return { ...row, compute_month: month, compute_usd_micros: earlier + usdMicros };
}

function released(row: Row | undefined, event: Released): Row {
  const before = active(row, event);
  return established({ ...before, open_generations: before.open_generations - 1n }, event.data.after);
}

function refused(row: Row | undefined, event: Projected<'CommandRefused'>): Row {
  const before = active(row, event);
  return { ...before, refused_total: before.refused_total + 1n };
}

function active(row: Row | undefined, event: Projected): Row {
  invariant(row !== undefined, 'an account is opened before anything else happens to it');
  return event.metadata.cause === 'time' ? row : { ...row, last_activity_at: event.at };
}

/** Takes over the balances an event established, having counted the same from its parts. */
function established(row: Row, after: Balances): Row {
  const { earned_micros, overdrawn_micros, spent_micros, expired_micros, voided_micros } = row;
  const counted = earned_micros + overdrawn_micros - spent_micros - expired_micros - voided_micros;
  invariant(counted === after.balanceMicros, 'balance = earned + overdrawn − spent − expired − voided');
  invariant(after.heldMicros >= 0n && after.heldMicros <= after.balanceMicros, '0 ≤ held ≤ balance');
  invariant(row.open_generations >= 0n, 'open generations are never negative');
  return { ...row, balance_micros: after.balanceMicros, held_micros: after.heldMicros };
}
