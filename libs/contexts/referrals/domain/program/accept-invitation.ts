import { accept, refuse, Timestamp } from '@ledgerline/kernel';
import { invitationSubject, ProgramContext, ProgramDecision } from './program-decision';
import type { ProgramEvent } from './program-events';
import type { ProgramState } from './program-state';

export interface AcceptInvitation {
  readonly invitationId: string;
  /** Who signed up by it, and when. */
  readonly referralId: string;
  readonly signedUpAt: Timestamp;
}

/** An invitation brings one party, the first that signed up by it in time. */
export function acceptInvitation(
  { invitationId, referralId, signedUpAt }: AcceptInvitation,
  { partyId }: ProgramState,
  { now, history }: ProgramContext,
): ProgramDecision {
  const recorded = history.get(invitationSubject(invitationId)) ?? [];
  const invited = recorded.find((event) => event.type === 'RefereeInvited')?.data;
  const isTaken = recorded.some((event) => event.type === 'InvitationAccepted');
  if (invited === undefined || isTaken || invited.expiresAt <= signedUpAt) {
    return refuse('invitation-not-open', { invitationId });
  }

  const { sealed, invitedAt } = invited;
  const data = { partyId, invitationId, referralId, sealed, invitedAt, acceptedAt: now };
  return accept<ProgramEvent>({ type: 'InvitationAccepted', data });
}
