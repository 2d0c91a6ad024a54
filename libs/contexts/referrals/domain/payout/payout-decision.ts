import { Decision, refuse, Refusal } from '@ledgerline/kernel';
import type { DecisionContext } from '@ledgerline/platform/ledger';
import type { PayoutEvent } from './payout-events';
import type { PayoutState } from './payout-state';

export type PayoutDecision = Decision<PayoutEvent>;
export type PayoutContext = DecisionContext<PayoutEvent, undefined>;

/** What every command on a payout names. */
export interface OfPayout {
  /** Whose it is said to be; another's is as good as none. */
  readonly accountId: string;
}

export function notFound(state: PayoutState, { accountId }: OfPayout): Refusal | undefined {
  const isTheirs = state.status !== 'missing' && state.accountId === accountId;
  return isTheirs ? undefined : refuse('payout-not-found');
}
