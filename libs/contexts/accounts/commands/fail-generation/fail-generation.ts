import { accept, refuse } from '@ledgerline/kernel';
import { AccountContext, AccountDecision, unusable } from '../../domain/account-decision';
import { AccountState } from '../../domain/account-state';
import { alreadyResolved, generationHistory } from '../../domain/generation-history';
import { releaseOf } from '../../domain/resolution';
import { generationSubject } from '../../domain/subjects';

export interface FailGeneration {
  readonly generationId: string;
  readonly errorCode: string | null;
  /** The error's text, sealed. */
  readonly sealed: string | null;
  readonly processingMs: number | null;
}

/** Only successful work counts: credits, quota and slot go back where they came from. */
export function failGeneration(
  command: FailGeneration,
  state: AccountState,
  { now, history }: AccountContext,
): AccountDecision {
  const { generationId, errorCode, sealed, processingMs } = command;
  const missing = unusable(state, 'existing');
  if (missing) return missing;
  const hold = state.holds.get(generationId);
  if (!hold) {
    const past = generationHistory(history.get(generationSubject(generationId)) ?? []);
    return past
      ? alreadyResolved(past, ['GenerationFailed', 'GenerationExpired'])
      : refuse('generation-not-found');
  }

  const data = { ...releaseOf(state, hold, now), errorCode, sealed, processingMs, failedAt: now };
  return accept({ type: 'GenerationFailed', data });
}
