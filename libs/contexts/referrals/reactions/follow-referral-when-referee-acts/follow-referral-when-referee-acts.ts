import type { OrderPaid, OrderRefunded } from '@ledgerline/contexts/billing';
import type { PartyRegistered } from '@ledgerline/contexts/identity';
import type { ProjectedEvent } from '@ledgerline/platform/projections';
import { Deed, does, ends, Reaction, ReactionCommand, Step } from '@ledgerline/platform/reactions';
import { AcceptInvitation, acceptInvitation } from '../../domain/program/accept-invitation';
import { invitationSubject } from '../../domain/program/program-decision';
import { confirmReferral } from '../../domain/referral/confirm-referral';
import { losePayment } from '../../domain/referral/lose-payment';
import type { Invitation } from '../../domain/referral/referral-events';
import { signUpReferral } from '../../domain/referral/sign-up-referral';
import { ownCommand, ReactingParts } from '../reacting-parts';
import { foundProgram } from './found-program';

type Told<Event extends PartyRegistered | OrderPaid | OrderRefunded> = ProjectedEvent<Event>;

/**
 * One reaction for all that a referee does, by referee: so no payment is counted before its sign-up, and no
 * refund before its payment.
 */
export function followReferralWhenRefereeActs(parts: ReactingParts): Reaction {
  return {
    name: 'follow-referral-when-referee-acts',
    key: ({ data }) => {
      const { partyId, accountId } = data as { partyId?: string; accountId?: string };
      return `referee-${partyId ?? accountId}`;
    },
    on: {
      PartyRegistered: (event) => signUpSteps(parts, event as Told<PartyRegistered>),
      OrderPaid: (event) => [confirming(parts, event as Told<OrderPaid>)],
      OrderRefunded: (event) => [losing(parts, event as Told<OrderRefunded>)],
    },
  };
}

function signUpSteps(parts: ReactingParts, { data }: Told<PartyRegistered>): readonly Step[] {
  const { partyId: refereeId, referralCode: code, registeredAt: signedUpAt, sealed: refereeSealed } = data;
  if (code === null) return [];
  const deed: Deed = {
    kind: 'deed',
    name: 'find-program',
    owner: refereeId,
    perform: async ({ position }) => {
      const program = await foundProgram(parts, { code, refereeId, position });
      const command = { refereeId, code, signedUpAt, program, refereeSealed };
      const signingUp = (invitation: Invitation | null): ReactionCommand =>
        ownCommand(parts.families.referral, {
          name: 'SignUpReferral',
          streamId: refereeId,
          parameters: { code, referrerId: program?.referrerId ?? null },
          decide: (state, context) => signUpReferral({ ...command, invitation }, state, context),
        });
      if (!program || program.invitationId === null) return [signingUp(null)];
      const { referrerId, invitationId } = program;
      return [accepting(parts, { referrerId, invitationId, referralId: refereeId, signedUpAt }, signingUp)];
    },
  };
  return [deed];
}

/** The program says whose the invitation is, once; the sign-up follows with it or without. */
function accepting(
  { families }: ReactingParts,
  { referrerId, ...command }: AcceptInvitation & { readonly referrerId: string },
  signingUp: (invitation: Invitation | null) => Step,
): ReactionCommand {
  const { invitationId, referralId } = command;
  return ownCommand(families.program, {
    name: 'AcceptInvitation',
    streamId: referrerId,
    parameters: { invitationId, referralId },
    subjects: [invitationSubject(invitationId)],
    decide: (state, context) => acceptInvitation(command, state, context),
    recorded: (events) =>
      events.flatMap((event) => {
        if (event.type !== 'InvitationAccepted') return [];
        const { invitedAt, sealed } = event.data;
        return [signingUp({ invitationId, invitedAt, sealed })];
      }),
    refused: { 'invitation-not-open': does(() => [signingUp(null)]) },
  });
}

function confirming(parts: ReactingParts, { data }: Told<OrderPaid>): Deed {
  const { accountId, orderId, totals, paidAt } = data;
  return {
    kind: 'deed',
    name: 'compare-referrer-and-referee',
    owner: accountId,
    perform: async ({ position }) => {
      const { referrerId, status } = await referralOf(parts, accountId);
      // Most were brought by nobody, or have paid before: they leave nothing behind.
      if (referrerId === null || (status !== 'signed-up' && status !== 'expired')) return [];
      const shared = await parts.lookup.sharedMark(referrerId, accountId, position);
      const sameAs = shared === undefined ? null : SAME_AS[shared];
      const payment = { orderId, paidMinor: totals.totalMinor, currency: totals.currency, paidAt, sameAs };
      return [
        ownCommand(parts.families.referral, {
          name: 'ConfirmReferral',
          streamId: accountId,
          parameters: { orderId },
          decide: (state, context) => confirmReferral(payment, state, context),
          refused: NOT_REFERRED,
        }),
      ];
    },
  };
}

function losing(parts: ReactingParts, { data }: Told<OrderRefunded>): Deed {
  const { accountId, orderId, refundId, cause, refundedMinor, totals } = data;
  return {
    kind: 'deed',
    name: 'look-for-the-referral',
    owner: accountId,
    perform: async () => {
      const { orderId: confirmedBy } = await referralOf(parts, accountId);
      if (confirmedBy !== orderId) return [];
      const loss = { orderId, refundId, cause, refundedMinor, totalMinor: totals.totalMinor };
      return [
        ownCommand(parts.families.referral, {
          name: 'LoseReferralPayment',
          streamId: accountId,
          parameters: { orderId, refundId },
          decide: (state, context) => losePayment(loss, state, context),
          refused: NOT_REFERRED,
        }),
      ];
    },
  };
}

async function referralOf({ ledger, families }: ReactingParts, partyId: string) {
  return (await ledger.read(families.referral.stream, partyId)).state;
}

const SAME_AS = { email: 'same-email', payment: 'same-payment-method' } as const;
const NOT_REFERRED = { 'referral-not-found': ends('nobody brought this party') };
