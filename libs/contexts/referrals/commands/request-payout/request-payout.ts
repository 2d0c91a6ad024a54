import { accept, formatMoney, parseMoney, refuse } from '@ledgerline/kernel';
import type { ReferralRule } from '@ledgerline/contexts/catalog';
import type { PayoutMethod } from '../../payouts/payout-provider';
import type { ProgramContext, ProgramDecision } from '../../domain/program/program-decision';
import { fundsIn, ProgramState } from '../../domain/program/program-state';
import { storeCreditMicros } from '../../domain/store-credit';

export interface RequestPayout {
  readonly method: PayoutMethod;
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly hasDestination: boolean;
  /** Whether anybody stands behind the method. */
  readonly isOffered: boolean;
  readonly sealed: string | null;
}

/** Sets aside what is to be paid out, so that nobody asks for it twice; the payout follows. */
export function requestPayout(
  { hasDestination, isOffered, ...command }: RequestPayout,
  state: ProgramState,
  { now, newId, policy }: ProgramContext,
): ProgramDecision {
  const { method, amountMinor, currency } = command;
  const { referral: rule } = policy.document;
  const { availableMinor } = fundsIn(state, currency);
  if (state.status === 'missing') return refuse('program-not-found');
  if (!rule) return refuse('referrals-not-offered');
  if (!isOffered) return refuse('payout-method-not-offered', { method });
  if (method !== 'STORE_CREDIT' && !hasDestination) return refuse('payout-destination-missing', { method });
  if (amountMinor < minimumIn(rule, currency)) {
    return refuse('payout-below-minimum', { minimum: rule.minimumPayout.amount, currency });
  }
  if (amountMinor > availableMinor) {
    const asked = formatMoney(amountMinor, currency);
    return refuse('payout-above-available', {
      asked,
      available: formatMoney(availableMinor, currency),
      currency,
    });
  }
  const creditsMicros =
    method === 'STORE_CREDIT' ? storeCreditMicros(policy.document, { amountMinor, currency }) : null;
  if (creditsMicros === undefined) return refuse('store-credit-not-offered', { currency });

  const { partyId } = state;
  const data = { partyId, payoutId: newId, ...command, creditsMicros, reservedAt: now };
  return accept({ type: 'PayoutReserved', data });
}

/** The minimum stands in one currency; elsewhere there is none but a unit. */
function minimumIn({ minimumPayout }: ReferralRule, currency: string): bigint {
  if (minimumPayout.currency !== currency) return 1n;
  return parseMoney(minimumPayout.amount, currency) ?? 1n;
}
