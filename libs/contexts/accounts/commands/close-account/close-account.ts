import { accept, noEffect } from '@ledgerline/kernel';
import { AccountContext, AccountDecision, unusable } from '../../domain/account-decision';
import { AccountState } from '../../domain/account-state';

export interface CloseAccount {
  readonly reason: string;
}

/** Nothing new is reserved or granted any more; running generations still settle, credits still lapse. */
export function closeAccount(
  command: CloseAccount,
  state: AccountState,
  { now }: AccountContext,
): AccountDecision {
  const missing = unusable(state, 'existing');
  if (missing) return missing;
  if (state.status === 'closed') return noEffect('already-closed');

  return accept({ type: 'AccountClosed', data: { reason: command.reason, closedAt: now } });
}
