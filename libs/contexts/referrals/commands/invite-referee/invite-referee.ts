import { accept, addDays, noEffect, refuse, utcDay } from '@ledgerline/kernel';
import type { ProgramContext, ProgramDecision } from '../../domain/program/program-decision';
import { countOn, INVITATIONS_PER_DAY_MAX, ProgramState } from '../../domain/program/program-state';

export interface InviteReferee {
  readonly emailHash: string;
  /** Whether it is the inviter's own address; of all others nobody is told whose they are. */
  readonly isOwnEmail: boolean;
  readonly sealed: string | null;
}

/** Somebody is asked to come by a link of their own: a referral that is pending until they do. */
export function inviteReferee(
  { emailHash, isOwnEmail, sealed }: InviteReferee,
  state: ProgramState,
  { now, newId: invitationId, policy }: ProgramContext,
): ProgramDecision {
  const { partyId, code, status, invitations } = state;
  const { referral: rule } = policy.document;
  const today = countOn(state.invitationsToday, utcDay(now));
  if (status === 'missing') return refuse('program-not-found');
  if (!rule) return refuse('referrals-not-offered');
  if (status === 'inactive') return refuse('program-inactive');
  if (isOwnEmail) return refuse('self-referral');
  if (Object.values(invitations).some((open) => open.emailHash === emailHash)) {
    return noEffect('already-invited');
  }
  if (today >= INVITATIONS_PER_DAY_MAX) {
    const figures = { invitationsToday: today, invitationsPerDayMax: INVITATIONS_PER_DAY_MAX };
    return refuse('invitation-limit-reached', figures);
  }

  const expiresAt = addDays(now, rule.expiryDays);
  const data = { partyId, invitationId, code, emailHash, sealed, invitedAt: now, expiresAt };
  return accept({ type: 'RefereeInvited', data });
}
