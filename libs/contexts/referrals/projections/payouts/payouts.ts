import { invariant, Timestamp } from '@ledgerline/kernel';
import { ProjectedOf, totalProjection } from '@ledgerline/platform/projections';
import type { PayoutEvent } from '../../domain/payout/payout-events';
import { isProvided, nextAsk, PayoutStatus } from '../../domain/payout/payout-state';
import type { PayoutMethod } from '../../payouts/payout-provider';

export interface PayoutRow {
  payout_id: string;
  account_id: string;
  status: PayoutStatus;
  method: PayoutMethod;
  amount_minor: bigint;
  currency: string;
  /** Of store credit. */
  credits_micros: bigint | null;
  /** JSON of destination and notes, sealed under the owner's key. */
  sealed: string | null;
  transaction_id: string | null;
  batch_id: string | null;
  /** Why it was completed by hand, canceled, or failed; or why a person has to say what became of it. */
  reason: string | null;
  requested_at: Timestamp;
  processed_at: Timestamp | null;
  completed_at: Timestamp | null;
  /** When the provider is asked again; null: nobody is. */
  ask_at: Timestamp | null;
}

type Told<T extends PayoutEvent['type']> = ProjectedOf<PayoutEvent, T>;

export const payouts = totalProjection<PayoutRow, PayoutEvent>({
  name: 'payouts',
  version: 2,
  schema: 'read_referrals',
  columns: {
    payout_id: 'text',
    account_id: 'text',
    status: 'text',
    method: 'text',
    amount_minor: 'bigint',
    currency: 'text',
    credits_micros: 'bigint',
    sealed: 'text',
    transaction_id: 'text',
    batch_id: 'text',
    reason: 'text',
    requested_at: 'timestamp',
    processed_at: 'timestamp',
    completed_at: 'timestamp',
    ask_at: 'timestamp',
  },
  key: ['payout_id'],
  indexes: [
    ['requested_at', 'payout_id'],
    ['account_id', 'requested_at', 'payout_id'],
    ['status', 'method', 'requested_at', 'payout_id'],
    ['ask_at', 'payout_id'],
    ['batch_id', 'requested_at', 'payout_id'],
  ],
  financial: true,
  streamOf: { prefix: 'payout-', column: 'payout_id' },
  on: {
    PayoutRequested: { keys: own, fold: requested },
    PayoutStarted: { keys: own, fold: started },
    PayoutAskedAgain: {
      keys: own,
      fold: (row, { data }) => ({ ...existing(row), ask_at: nextAsk(data.askedAt, data.asks) }),
    },
    PayoutAccepted: {
      keys: own,
      fold: (row, { data }) => ({ ...existing(row), transaction_id: data.transactionId }),
    },
    PayoutUnresolved: {
      keys: own,
      fold: (row, { data }) => ({ ...existing(row), reason: data.reason, ask_at: null }),
    },
    PayoutCompleted: { keys: own, fold: completed },
    PayoutFailed: {
      keys: own,
      fold: (row, { data }) => ({ ...existing(row), status: 'FAILED', reason: data.error, ask_at: null }),
    },
    PayoutCanceled: {
      keys: own,
      fold: (row, { data }) => ({ ...existing(row), status: 'CANCELED', reason: data.reason }),
    },
  },
});

function own({ data }: { data: { payoutId: string } }): readonly Partial<PayoutRow>[] {
  return [{ payout_id: data.payoutId }];
}

function requested(row: PayoutRow | undefined, { data }: Told<'PayoutRequested'>): PayoutRow {
  invariant(row === undefined, 'a payout is requested once');
  const { payoutId, accountId, method, amountMinor, currency, creditsMicros, sealed, requestedAt } = data;
  return {
    ...{ payout_id: payoutId, account_id: accountId, status: 'PENDING', method },
    ...{ amount_minor: amountMinor, currency, credits_micros: creditsMicros, sealed },
    ...{ transaction_id: null, batch_id: null, reason: null },
    ...{ requested_at: requestedAt, processed_at: null, completed_at: null, ask_at: null },
  };
}

function started(row: PayoutRow | undefined, { data }: Told<'PayoutStarted'>): PayoutRow {
  const { method, batchId, startedAt } = data;
  const ask_at = isProvided(method) ? nextAsk(startedAt, 0) : null;
  return { ...existing(row), status: 'PROCESSING', batch_id: batchId, processed_at: startedAt, ask_at };
}

function completed(row: PayoutRow | undefined, { data }: Told<'PayoutCompleted'>): PayoutRow {
  const { transactionId, reason, completedAt } = data;
  return {
    ...{ ...existing(row), status: 'COMPLETED', transaction_id: transactionId, reason },
    ...{ completed_at: completedAt, ask_at: null },
  };
}

function existing(row: PayoutRow | undefined): PayoutRow {
  invariant(row !== undefined, 'a payout is requested before anything becomes of it');
  return row;
}
