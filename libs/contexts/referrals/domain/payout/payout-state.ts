import { addSeconds, Timestamp } from '@ledgerline/kernel';
import type { Evolvers } from '@ledgerline/platform/ledger';
import type { PayoutMethod } from '../../payouts/payout-provider';
import type { PayoutEvent } from './payout-events';

export type PayoutStatus = 'PENDING' | 'PROCESSING' | 'COMPLETED' | 'FAILED' | 'CANCELED';

export interface PayoutState {
  readonly status: 'missing' | PayoutStatus;
  readonly payoutId: string;
  readonly accountId: string;
  readonly method: PayoutMethod;
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly creditsMicros: bigint | null;
  readonly sealed: string | null;
  /** Since when the money may be on its way; null: it is not yet. */
  readonly startedAt: Timestamp | null;
  /** What the provider calls it, where it has said so. */
  readonly transactionId: string | null;
  /** The provider can no longer be asked: a person says what became of it. */
  readonly isUnresolved: boolean;
  /** How often the provider was asked again, and when it is next; null: nobody is asked. */
  readonly asks: number;
  readonly askAt: Timestamp | null;
}

export function initialPayout(): PayoutState {
  return {
    ...{ status: 'missing', payoutId: '', accountId: '', method: 'BANK_TRANSFER' },
    ...{ amountMinor: 0n, currency: '', creditsMicros: null, sealed: null, asks: 0, askAt: null },
    ...{ startedAt: null, transactionId: null, isUnresolved: false },
  };
}

export const payoutEvolvers: Evolvers<PayoutState, PayoutEvent> = {
  PayoutRequested: (state, { requestedAt: _at, ...facts }) => ({ ...state, ...facts, status: 'PENDING' }),
  PayoutStarted: (state, { method, startedAt }) => ({
    ...state,
    status: 'PROCESSING',
    startedAt,
    askAt: isProvided(method) ? nextAsk(startedAt, 0) : null,
  }),
  PayoutAskedAgain: (state, { asks, askedAt }) => ({ ...state, asks, askAt: nextAsk(askedAt, asks) }),
  PayoutAccepted: (state, { transactionId }) => ({ ...state, transactionId }),
  PayoutUnresolved: (state) => ({ ...state, isUnresolved: true, askAt: null }),
  PayoutCompleted: (state) => ({ ...state, status: 'COMPLETED', askAt: null }),
  PayoutFailed: (state) => ({ ...state, status: 'FAILED', askAt: null }),
  PayoutCanceled: (state) => ({ ...state, status: 'CANCELED', askAt: null }),
};

export function isProvided(method: PayoutMethod): method is 'STRIPE' | 'PAYPAL' {
  return method === 'STRIPE' || method === 'PAYPAL';
}

/** A person says what became of it: a bank transfer, or one that its provider can be asked about no more. */
export function isByHand({ method, isUnresolved }: PayoutState): boolean {
  return method === 'BANK_TRANSFER' || isUnresolved;
}

/** A provider that had not finished is asked after so long, and in the end once a day. */
const ASK_AFTER_SECONDS = [300, 3_600, 21_600, 86_400] as const;

export function nextAsk(from: Timestamp, asks: number): Timestamp {
  return addSeconds(from, ASK_AFTER_SECONDS[Math.min(asks, ASK_AFTER_SECONDS.length - 1)]!);
}

/** A payout that the provider has not finished is due to be asked for. */
export function settlePayout(state: PayoutState, now: Timestamp): readonly PayoutEvent[] {
  const { payoutId, accountId, method, asks, askAt } = state;
  if (askAt === null || askAt > now) return [];
  // Once, however long nobody asked: an answer of now is as good as all those that were missed.
  return [{ type: 'PayoutAskedAgain', data: { payoutId, accountId, method, asks: asks + 1, askedAt: now } }];
}
