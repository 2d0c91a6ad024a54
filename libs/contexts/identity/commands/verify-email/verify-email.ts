import { accept, noEffect, refuse } from '@ledgerline/kernel';
import { missing, PartyContext, PartyDecision } from '../../domain/party/party-decision';
import type { PartyState } from '../../domain/party/party-state';

export interface VerifyEmail {
  readonly emailHash: string;
}

/** The party was seen to read its mail. */
export function verifyEmail(
  { emailHash }: VerifyEmail,
  state: PartyState,
  { now }: PartyContext,
): PartyDecision {
  const refused = missing(state);
  if (refused) return refused;
  if (state.emailHash !== emailHash) return refuse('email-differs');
  if (state.emailVerified) return noEffect('email-verified');

  return accept({ type: 'EmailVerified', data: { partyId: state.partyId, emailHash, verifiedAt: now } });
}
