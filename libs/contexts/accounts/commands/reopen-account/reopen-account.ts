import { accept, noEffect } from '@ledgerline/kernel';
import { AccountContext, AccountDecision, unusable } from '../../domain/account-decision';
import { AccountState } from '../../domain/account-state';

export interface ReopenAccount {
  readonly reason: string;
}

/** A closed account takes reservations and grants again, with what it still has. */
export function reopenAccount(
  command: ReopenAccount,
  state: AccountState,
  { now }: AccountContext,
): AccountDecision {
  const missing = unusable(state, 'existing');
  if (missing) return missing;
  if (state.status === 'open') return noEffect('already-open');

  return accept({ type: 'AccountReopened', data: { reason: command.reason, reopenedAt: now } });
}
