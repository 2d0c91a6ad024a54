import type { DomainEvent, Timestamp } from '@ledgerline/kernel';
import type { Evolvers } from '@ledgerline/platform/ledger';
import type { PayoutMethod } from '../../payouts/payout-provider';

export interface BatchedPayout {
  readonly payoutId: string;
  readonly accountId: string;
  readonly amountMinor: bigint;
}

/** Many payouts started by one decision, which names them: what is asked again starts the same ones. */
export type PayoutBatchStarted = DomainEvent<
  'PayoutBatchStarted',
  {
    batchId: string;
    method: PayoutMethod;
    currency: string;
    payouts: BatchedPayout[];
    totalMinor: bigint;
    reason: string;
    startedAt: Timestamp;
  }
>;

export type PayoutBatchEvent = PayoutBatchStarted;

export interface PayoutBatchState {
  readonly isStarted: boolean;
}

export const payoutBatchEvolvers: Evolvers<PayoutBatchState, PayoutBatchEvent> = {
  PayoutBatchStarted: () => ({ isStarted: true }),
};

/** The oldest first, as far as they fit into the amount: a later, smaller one does not overtake. */
export function chosenFor<Payout extends { readonly amountMinor: bigint }>(
  pending: readonly Payout[],
  upToMinor: bigint,
): readonly Payout[] {
  let leftMinor = upToMinor;
  const first = pending.findIndex(({ amountMinor }) => (leftMinor -= amountMinor) < 0n);
  return first === -1 ? pending : pending.slice(0, first);
}
