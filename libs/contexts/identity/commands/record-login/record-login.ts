import { accept } from '@ledgerline/kernel';
import { missing, PartyContext, PartyDecision } from '../../domain/party/party-decision';
import type { PartyState } from '../../domain/party/party-state';

export interface RecordLogin {
  readonly sealed: string | null;
}

export function recordLogin(
  { sealed }: RecordLogin,
  state: PartyState,
  { now }: PartyContext,
): PartyDecision {
  const refused = missing(state);
  if (refused) return refused;

  return accept({ type: 'LoginRecorded', data: { partyId: state.partyId, sealed, loggedInAt: now } });
}
