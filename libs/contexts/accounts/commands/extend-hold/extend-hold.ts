import { accept, addSeconds, noEffect, refuse, secondsBetween } from '@ledgerline/kernel';
import { AccountContext, AccountDecision, unusable } from '../../domain/account-decision';
import { AccountState } from '../../domain/account-state';
import { alreadyResolved, generationHistory } from '../../domain/generation-history';
import { HOLD_SECONDS_MAX } from '../../domain/hold-bounds';
import { generationSubject } from '../../domain/subjects';

export interface ExtendHold {
  readonly generationId: string;
  /** From now on; the hold may last 24 h in all. */
  readonly timeoutSeconds: number;
}

/** A running job that needs longer keeps what it has set aside. */
export function extendHold(
  command: ExtendHold,
  state: AccountState,
  context: AccountContext,
): AccountDecision {
  const { now, history } = context;
  const { generationId, timeoutSeconds } = command;
  const blocked = unusable(state, 'open');
  if (blocked) return blocked;
  const hold = state.holds.get(generationId);
  if (!hold) {
    const past = generationHistory(history.get(generationSubject(generationId)) ?? []);
    return past ? alreadyResolved(past, []) : refuse('generation-not-found');
  }
  const latestDeadline = addSeconds(hold.facts.requestedAt, HOLD_SECONDS_MAX);
  const deadlineAt = addSeconds(now, timeoutSeconds);
  if (deadlineAt > latestDeadline) return refuse('deadline-too-far', { deadlineAt, latestDeadline });
  if (deadlineAt <= hold.deadlineAt) return noEffect('deadline-not-later');

  const totalSeconds = Math.ceil(secondsBetween(hold.facts.requestedAt, deadlineAt));
  return accept({
    type: 'HoldExtended',
    data: { ...hold.facts, timeoutSeconds: totalSeconds, deadlineAt, extendedAt: now },
  });
}
