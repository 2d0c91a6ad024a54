import { CREDITS_MICROS_MAX, formatCredits, refuse, Refusal, UNLIMITED } from '@ledgerline/kernel';
import { AccountContext } from './account-decision';
import { LotShare, OverdraftDrawn } from './account-events';
import { AccountState } from './account-state';
import { availableMicros, takeAvailable } from './lots';

/** Where so many credits come from: from what is available, the rest drawn below zero. */
export interface Funds {
  readonly kind: 'funds';
  readonly drawn: readonly OverdraftDrawn[];
  readonly drawnMicros: bigint;
  readonly shares: readonly LotShare[];
}

/** Finds credits in burn order; below zero only as far as the tier lets an account go. */
export function fundsFor(
  neededMicros: bigint,
  state: AccountState,
  context: AccountContext,
): Funds | Refusal<'insufficient-credits'> {
  const available = availableMicros(state.lots, context.now);
  const missingMicros = neededMicros > available ? neededMicros - available : 0n;
  const allowedMicros = context.policy.tier(state.tier)?.overdraftMicros ?? 0n;
  const isWithin = state.overdrawnMicros + missingMicros <= allowedOf(allowedMicros);
  if (missingMicros > 0n && !isWithin) {
    return refuse('insufficient-credits', {
      needed: formatCredits(neededMicros),
      available: formatCredits(available),
    });
  }
  const drawn = missingMicros > 0n ? [overdraft(missingMicros, allowedMicros, state, context)] : [];
  const shares = [...takeAvailable(state.lots, neededMicros, context.now), ...drawn.map(shareOf)];
  return { kind: 'funds', drawn, drawnMicros: missingMicros, shares };
}

/** Unlimited ends where figures do. */
function allowedOf(overdraftMicros: bigint): bigint {
  return overdraftMicros === UNLIMITED ? CREDITS_MICROS_MAX : overdraftMicros;
}

function overdraft(
  amountMicros: bigint,
  allowedMicros: bigint,
  state: AccountState,
  { now, policy: catalog, newId }: AccountContext,
): OverdraftDrawn {
  return {
    type: 'OverdraftDrawn',
    data: {
      lotId: `overdraft-${newId}`,
      amountMicros,
      overdrawnMicros: state.overdrawnMicros + amountMicros,
      allowedMicros,
      drawnAt: now,
      catalogVersion: catalog.version,
      after: { balanceMicros: state.balanceMicros + amountMicros, heldMicros: state.heldMicros },
    },
  };
}

function shareOf({ data: { lotId, amountMicros } }: OverdraftDrawn): LotShare {
  return { lotId, amountMicros };
}
