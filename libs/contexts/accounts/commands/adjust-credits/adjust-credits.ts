import { accept, formatCredits, noEffect, refuse } from '@ledgerline/kernel';
import { AccountContext, AccountDecision, unusable } from '../../domain/account-decision';
import { AccountEvent, CreditsDeducted } from '../../domain/account-events';
import { AccountState } from '../../domain/account-state';
import { NO_GRANT_TERMS } from '../../domain/credit-types';
import { availableMicros, chargedShares, takeAvailable } from '../../domain/lots';
import { adjustSubjects } from '../../domain/subjects';
import { grantCredits } from '../grant-credits/grant-credits';

export interface AdjustCredits {
  /** Signed; never 0. */
  readonly amountMicros: bigint;
  readonly reason: string;
  /** What the adjustment answers to (a ticket): unique per account among what was added. */
  readonly reference: string | null;
}

/** Corrects a balance by hand: up by a lot of its own, down from what is available, never below it. */
export function adjustCredits(
  command: AdjustCredits,
  state: AccountState,
  context: AccountContext,
): AccountDecision {
  const before = adjustSubjects(command).flatMap((subject) => context.history.get(subject) ?? []);
  const deducted = before.find((event) => event.type === 'CreditsDeducted');
  if (deducted) return deductedBefore(deducted, command);
  return command.amountMicros > 0n ? add(command, state, context) : deduct(command, before, state, context);
}

function add(
  { amountMicros, reason, reference }: AdjustCredits,
  state: AccountState,
  context: AccountContext,
): AccountDecision {
  const terms = {
    creditType: 'ADMIN_ADJUSTMENT',
    priority: null,
    effectiveAt: null,
    expiresAt: null,
  } as const;
  return grantCredits({ ...NO_GRANT_TERMS, ...terms, amountMicros, reason, reference }, state, context);
}

function deduct(
  { amountMicros, reason, reference }: AdjustCredits,
  before: readonly AccountEvent[],
  state: AccountState,
  { now, policy: catalog }: AccountContext,
): AccountDecision {
  const missing = unusable(state, 'existing');
  if (missing) return missing;
  const [granted] = before.filter((event) => event.type === 'CreditsGranted');
  if (granted) return conflict(granted.data.amountMicros, amountMicros, reference);
  const taken = -amountMicros;
  const available = availableMicros(state.lots, now);
  if (taken > available) {
    const figures = { needed: formatCredits(taken), available: formatCredits(available) };
    return refuse('insufficient-credits', figures);
  }

  return accept({
    type: 'CreditsDeducted',
    data: {
      creditType: 'ADMIN_ADJUSTMENT',
      amountMicros: taken,
      shares: chargedShares(state.lots, takeAvailable(state.lots, taken, now)),
      ...{ reason, reference, deductedAt: now, catalogVersion: catalog.version },
      after: { balanceMicros: state.balanceMicros - taken, heldMicros: state.heldMicros },
    },
  });
}

/** The same act again changes nothing; with another amount it is another act. */
function deductedBefore(
  { data }: CreditsDeducted,
  { amountMicros, reference }: AdjustCredits,
): AccountDecision {
  if (data.amountMicros === -amountMicros) return noEffect('reference-already-granted');
  return conflict(-data.amountMicros, amountMicros, reference);
}

function conflict(granted: bigint, asked: bigint, reference: string | null): AccountDecision {
  const figures = { granted: formatCredits(granted), asked: formatCredits(asked) };
  return refuse('reference-conflict', { reference, ...figures });
}
