import { Decision, Refusal, refuse, Timestamp } from '@ledgerline/kernel';
import type { DecisionContext } from '@ledgerline/platform/ledger';
import { Catalog } from '@ledgerline/contexts/catalog';
import { AccountEvent } from './account-events';
import { AccountState } from './account-state';
import { evolveAccount } from './evolve';
import { settleLapses } from './settle';

export type AccountDecision = Decision<AccountEvent>;
export type AccountContext = DecisionContext<AccountEvent, Catalog>;

/** The first refusal of every command: there is no account, or (where it matters) it is closed. */
export function unusable(
  { status, accountId }: AccountState,
  needs: 'existing' | 'open',
): Refusal<'account-not-found' | 'account-closed'> | undefined {
  if (status === 'missing') return refuse('account-not-found');
  if (status === 'closed' && needs === 'open') return refuse('account-closed', { accountId });
  return undefined;
}

/**
 * A fact that gives credits back, and what lapses with them: a returned share of a lapsed lot is gone at
 * once.
 */
export function withLapses(
  state: AccountState,
  event: AccountEvent,
  now: Timestamp,
): readonly AccountEvent[] {
  // Time was settled before: a lot past its expiry is still here only because something of it is held.
  const mayLapse = state.lots.some(({ expiresAt }) => expiresAt !== null && expiresAt <= now);
  return mayLapse ? [event, ...settleLapses(evolveAccount(state, event), now)] : [event];
}
