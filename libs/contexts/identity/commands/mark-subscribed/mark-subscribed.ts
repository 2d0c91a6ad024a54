import { accept, noEffect } from '@ledgerline/kernel';
import { missing, PartyContext, PartyDecision } from '../../domain/party/party-decision';
import type { PartyState } from '../../domain/party/party-state';

export interface MarkSubscribed {
  readonly reason: string;
}

/** From its first paid subscription on a party is SUBSCRIBED, for good. */
export function markSubscribed(
  { reason }: MarkSubscribed,
  state: PartyState,
  { now }: PartyContext,
): PartyDecision {
  const refused = missing(state);
  if (refused) return refused;
  if (state.status === 'SUBSCRIBED') return noEffect('is-subscribed');

  return accept({ type: 'PartySubscribed', data: { partyId: state.partyId, reason, subscribedAt: now } });
}
