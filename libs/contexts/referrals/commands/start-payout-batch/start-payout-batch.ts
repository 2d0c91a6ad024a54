import { accept, Decision, noEffect, refuse } from '@ledgerline/kernel';
import type { DecisionContext } from '@ledgerline/platform/ledger';
import type { PayoutMethod } from '../../payouts/payout-provider';
import {
  BatchedPayout,
  chosenFor,
  PayoutBatchEvent,
  PayoutBatchState,
} from '../../domain/payout-batch/payout-batch';

export interface StartPayoutBatch {
  readonly method: PayoutMethod;
  readonly currency: string;
  readonly upToMinor: bigint;
  readonly reason: string;
  /** Those of the method and currency that nobody has started, the oldest first. */
  readonly pending: readonly BatchedPayout[];
}

/** Starts what is pending, as much as the amount allows. */
export function startPayoutBatch(
  { pending, upToMinor, ...command }: StartPayoutBatch,
  { isStarted }: PayoutBatchState,
  { now, newId }: DecisionContext<PayoutBatchEvent, undefined>,
): Decision<PayoutBatchEvent> {
  if (isStarted) return noEffect('batch-already-started');
  const payouts = [...chosenFor(pending, upToMinor)];
  if (payouts.length === 0) return refuse('no-payouts-pending', { pending: pending.length });

  const totalMinor = payouts.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
  const data = { batchId: newId, ...command, payouts, totalMinor, startedAt: now };
  return accept({ type: 'PayoutBatchStarted', data });
}
