import { defineEvent } from '@ledgerline/kernel';
import type { Catalog } from '@ledgerline/contexts/catalog';
import { recordedStream } from '@ledgerline/platform/ledger';
import { programEvolvers } from '../domain/program/evolve-program';
import { invitationSubject, rewardSubject } from '../domain/program/program-decision';
import type * as E from '../domain/program/program-events';
import { initialProgram, ProgramState } from '../domain/program/program-state';
import { settleProgram } from '../domain/program/settle-program';

const stored = (what: string) => `ledgerline.referral-program.${what}.v1`;
const MONEY = { amountMinor: true } as const;
const REWARDS = { 'rewards[].amountMinor': true, 'rewards[].creditsMicros': true } as const;

export const programEvents = {
  ProgramOpened: defineEvent<E.ProgramOpened>('ProgramOpened', stored('opened'), {}),
  ProgramDeactivated: defineEvent<E.ProgramDeactivated>('ProgramDeactivated', stored('deactivated'), {}),
  ProgramReactivated: defineEvent<E.ProgramReactivated>('ProgramReactivated', stored('reactivated'), {}),
  ReferralClicked: defineEvent<E.ReferralClicked>('ReferralClicked', stored('clicked'), {}),
  RefereeInvited: defineEvent<E.RefereeInvited>('RefereeInvited', stored('referee-invited'), {}),
  InvitationAccepted: defineEvent<E.InvitationAccepted>(
    'InvitationAccepted',
    stored('invitation-accepted'),
    {},
  ),
  InvitationExpired: defineEvent<E.InvitationExpired>('InvitationExpired', stored('invitation-expired'), {}),
  RewardEarned: defineEvent<E.RewardEarned>('RewardEarned', stored('reward-earned'), REWARDS),
  RewardVested: defineEvent<E.RewardVested>('RewardVested', stored('reward-vested'), REWARDS),
  RewardClawedBack: defineEvent<E.RewardClawedBack>(
    'RewardClawedBack',
    stored('reward-clawed-back'),
    REWARDS,
  ),
  RewardUndelivered: defineEvent<E.RewardUndelivered>('RewardUndelivered', stored('reward-undelivered'), {}),
  PayoutReserved: defineEvent<E.PayoutReserved>('PayoutReserved', stored('payout-reserved'), {
    ...MONEY,
    creditsMicros: true,
  }),
  PayoutPaidOut: defineEvent<E.PayoutPaidOut>('PayoutPaidOut', stored('payout-paid-out'), MONEY),
  PayoutReleased: defineEvent<E.PayoutReleased>('PayoutReleased', stored('payout-released'), MONEY),
};

/** Where the newest rules are. */
export interface Rules {
  current(): Catalog;
}

/** The stream `referralProgram-<partyId>`: whose code it is, and the ledger of what it earned. */
export function programStream(rules: Rules) {
  return recordedStream<'ReferralProgram', ProgramState, E.ProgramEvent, Catalog>({
    name: 'ReferralProgram',
    category: 'referralProgram',
    events: programEvents,
    initial: initialProgram,
    evolve: programEvolvers,
    settle: settleProgram,
    subjectOf,
    contextFor: () => rules.current(),
  });
}

/** A click on an invitation is not what became of it: strangers make clicks, and no decision reads them. */
function subjectOf({ data }: E.ProgramEvent): string | undefined {
  if ('rewardId' in data) return rewardSubject(data.rewardId);
  return 'emailHash' in data || 'acceptedAt' in data ? invitationSubject(data.invitationId) : undefined;
}

export type ProgramStream = ReturnType<typeof programStream>;
