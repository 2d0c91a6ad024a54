import { defineEvent } from '@ledgerline/kernel';
import type { Catalog } from '@ledgerline/contexts/catalog';
import { recordedStream } from '@ledgerline/platform/ledger';
import type * as E from '../domain/referral/referral-events';
import {
  initialReferral,
  referralEvolvers,
  ReferralState,
  settleReferral,
} from '../domain/referral/referral-state';
import type { Rules } from './program-stream';

const stored = (what: string) => `ledgerline.referral.${what}.v1`;

export const referralEvents = {
  ReferralSignedUp: defineEvent<E.ReferralSignedUp>('ReferralSignedUp', stored('signed-up'), {}),
  ReferralRejected: defineEvent<E.ReferralRejected>('ReferralRejected', stored('rejected'), {}),
  ReferralConfirmed: defineEvent<E.ReferralConfirmed>('ReferralConfirmed', stored('confirmed'), {
    paidMinor: true,
    'rewards[].amountMinor': true,
    'rewards[].creditsMicros': true,
  }),
  ReferralExpired: defineEvent<E.ReferralExpired>('ReferralExpired', stored('expired'), {}),
  ReferralPaymentLost: defineEvent<E.ReferralPaymentLost>('ReferralPaymentLost', stored('payment-lost'), {
    refundedMinor: true,
    totalMinor: true,
  }),
  ReferralRewardGranted: defineEvent<E.ReferralRewardGranted>(
    'ReferralRewardGranted',
    stored('reward-granted'),
    { 'reward.amountMinor': true, 'reward.creditsMicros': true },
  ),
  ReferralRewardRefused: defineEvent<E.ReferralRewardRefused>(
    'ReferralRewardRefused',
    stored('reward-refused'),
    {},
  ),
  ReferralRewardPaid: defineEvent<E.ReferralRewardPaid>('ReferralRewardPaid', stored('reward-paid'), {}),
};

/** The stream `referral-<partyId>` of a party that somebody brought: one reward for it, ever. */
export function referralStream(rules: Rules) {
  return recordedStream<'Referral', ReferralState, E.ReferralEvent, Catalog>({
    name: 'Referral',
    category: 'referral',
    events: referralEvents,
    initial: initialReferral,
    evolve: referralEvolvers,
    settle: settleReferral,
    contextFor: () => rules.current(),
  });
}

export type ReferralStream = ReturnType<typeof referralStream>;
