import { accept, refuse } from '@ledgerline/kernel';
import { AccountContext, AccountDecision, unusable } from '../../domain/account-decision';
import { AccountState } from '../../domain/account-state';
import { alreadyResolved, generationHistory } from '../../domain/generation-history';
import { releaseOf } from '../../domain/resolution';
import { generationSubject } from '../../domain/subjects';

export interface CancelGeneration {
  readonly generationId: string;
  readonly reason: string | null;
  /** An admin cancels other people's work and says why. */
  readonly byAdmin: boolean;
}

/** Nobody wants the result any more: everything held goes back. */
export function cancelGeneration(
  command: CancelGeneration,
  state: AccountState,
  { now, history }: AccountContext,
): AccountDecision {
  const { generationId, reason, byAdmin } = command;
  const missing = unusable(state, 'existing');
  if (missing) return missing;
  const hold = state.holds.get(generationId);
  if (!hold) {
    const past = generationHistory(history.get(generationSubject(generationId)) ?? []);
    return past
      ? alreadyResolved(past, ['GenerationCancelled', 'GenerationExpired'])
      : refuse('generation-not-found');
  }

  const data = { ...releaseOf(state, hold, now), reason, byAdmin, cancelledAt: now };
  return accept({ type: 'GenerationCancelled', data });
}
