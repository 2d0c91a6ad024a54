import { accept, addDays, noEffect, refuse, utcDay } from '@ledgerline/kernel';
import type { ProgramContext, ProgramDecision } from './program-decision';
import { countOn, ProgramState } from './program-state';

/** Beyond so many a day a program's clicks lead on, and are no longer recorded. */
export const CLICKS_PER_DAY_MAX = 5_000;

export interface RecordClick {
  readonly source: string | null;
  readonly campaign: string | null;
  readonly sealed: string | null;
  /** The invitation whose link it was; null, or one that is over: the program's own link. */
  readonly invitationId: string | null;
}

/** Somebody followed a program's link. */
export function recordClick(
  { source, campaign, sealed, invitationId }: RecordClick,
  state: ProgramState,
  { now, newId, policy }: ProgramContext,
): ProgramDecision {
  if (state.status === 'missing') return refuse('program-not-found');
  const { referral } = policy.document;
  if (state.status === 'inactive' || !referral) return noEffect('program-inactive');
  if (countOn(state.clicksToday, utcDay(now)) >= CLICKS_PER_DAY_MAX) return noEffect('too-many-clicks');

  const attributedUntil = addDays(now, referral.attributionDays);
  const facts = { partyId: state.partyId, clickId: newId, source, campaign, sealed };
  const invitation = isOpen(state, invitationId) ? { invitationId } : {};
  return accept({
    type: 'ReferralClicked',
    data: { ...facts, ...invitation, clickedAt: now, attributedUntil },
  });
}

/** Whether somebody is still waited for by it. */
export function isOpen(
  { invitations }: Pick<ProgramState, 'invitations'>,
  invitationId: string | null,
): invitationId is string {
  return invitationId !== null && Object.hasOwn(invitations, invitationId);
}
