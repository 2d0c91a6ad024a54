import { accept, addDays, noEffect, Timestamp } from '@ledgerline/kernel';
import type { Invitation, ReferralEvent, ReferralSignedUp, RejectionReason } from './referral-events';
import { ReferralContext, ReferralDecision } from './referral-decision';
import type { ReferralState } from './referral-state';

export interface SignUpReferral {
  readonly refereeId: string;
  /** As it was given. */
  readonly code: string;
  readonly signedUpAt: Timestamp;
  /** Whose code it is; undefined: nobody's. */
  readonly program: FoundProgram | undefined;
  /** The program's, which is this party's from now on; null: none brought them. */
  readonly invitation: Invitation | null;
  /** JSON of email and name, sealed under their own key. */
  readonly refereeSealed: string | null;
}

export interface FoundProgram {
  readonly referrerId: string;
  readonly isActive: boolean;
  /** The click that the code names; null: it names none that this program had. */
  readonly click: (NonNullable<ReferralSignedUp['data']['click']> & { attributedUntil: Timestamp }) | null;
  /** Who brought the referrer, and who brought them. */
  readonly ancestors: readonly string[];
  /** Whether both have the same e-mail address. */
  readonly isSameEmail: boolean;
}

/** A party that came by a code: a referral from now on, or the reason why it is none. */
export function signUpReferral(
  command: SignUpReferral,
  state: ReferralState,
  { now, policy }: ReferralContext,
): ReferralDecision {
  const { refereeId: referralId, code, signedUpAt, program, invitation, refereeSealed } = command;
  if (state.status !== 'missing') return noEffect('already-referred');
  const reason = rejectionOf(command);
  if (reason !== undefined || program === undefined) {
    const referrerId = program?.referrerId ?? null;
    const data = { referralId, referrerId, code, reason: reason ?? 'code-not-found', rejectedAt: now };
    return accept<ReferralEvent>({ type: 'ReferralRejected', data });
  }

  const days = policy.document.referral?.expiryDays ?? 0;
  const expiresAt = addDays(signedUpAt, days);
  const facts = { referralId, referrerId: program.referrerId, code, signedUpAt, expiresAt };
  const data = { ...facts, click: clickOf(program), invitation, refereeSealed };
  return accept<ReferralEvent>({ type: 'ReferralSignedUp', data });
}

/** The first reason that holds. */
function rejectionOf(command: SignUpReferral): RejectionReason | undefined {
  const { refereeId, signedUpAt, program, invitation } = command;
  if (program === undefined) return 'code-not-found';
  if (program.referrerId === refereeId) return 'self-referral';
  if (program.ancestors.includes(refereeId)) return 'referral-loop';
  if (program.isSameEmail) return 'same-email';
  // It was sent while the program was active, and has a time of its own.
  if (invitation !== null) return undefined;
  if (program.click === null) return program.isActive ? undefined : 'program-inactive';
  return program.click.attributedUntil < signedUpAt ? 'click-too-old' : undefined;
}

function clickOf({ click }: FoundProgram): ReferralSignedUp['data']['click'] {
  if (click === null) return null;
  const { attributedUntil: _until, ...told } = click;
  return told;
}
