import { invariant, Timestamp } from '@ledgerline/kernel';
import { ProjectedOf, totalProjection } from '@ledgerline/platform/projections';
import type { ReferralEvent } from '../../domain/referral/referral-events';
import { Reward, worthOf } from '../../domain/reward';

export interface ReferralRow {
  /** The party that was brought. */
  referral_id: string;
  /** Who brought it; null: nobody, for the code was nobody's. */
  referrer_id: string | null;
  code: string;
  status: 'SIGNED_UP' | 'CONFIRMED' | 'PAID' | 'EXPIRED';
  /** Why it brings nothing; null: it may. */
  reason: string | null;
  click_id: string | null;
  clicked_at: Timestamp | null;
  source: string | null;
  campaign: string | null;
  /** JSON of ip and userAgent, sealed under the referrer's key. */
  click_sealed: string | null;
  /** The invitation it began with, and as it was sent, sealed under the referrer's key; null: with none. */
  invitation_id: string | null;
  invited_at: Timestamp | null;
  invited_sealed: string | null;
  /** JSON of the referee's email and name, sealed under their own key. */
  referee_sealed: string | null;
  /** When they were invited, or else signed up. */
  began_at: Timestamp;
  signup_at: Timestamp;
  expires_at: Timestamp | null;
  confirmed_at: Timestamp | null;
  reward_paid_at: Timestamp | null;
  order_id: string | null;
  paid_minor: bigint | null;
  refunded_minor: bigint;
  paid_currency: string | null;
  /** The referrer's reward by the rule; null: none was given, or one in credits. */
  reward_minor: bigint | null;
  reward_currency: string | null;
  reward_micros: bigint | null;
}

type Told<T extends ReferralEvent['type']> = ProjectedOf<ReferralEvent, T>;

export const referrals = totalProjection<ReferralRow, ReferralEvent>({
  name: 'referrals',
  version: 2,
  schema: 'read_referrals',
  columns: {
    referral_id: 'text',
    referrer_id: 'text',
    code: 'text',
    status: 'text',
    reason: 'text',
    click_id: 'text',
    clicked_at: 'timestamp',
    source: 'text',
    campaign: 'text',
    click_sealed: 'text',
    invitation_id: 'text',
    invited_at: 'timestamp',
    invited_sealed: 'text',
    referee_sealed: 'text',
    began_at: 'timestamp',
    signup_at: 'timestamp',
    expires_at: 'timestamp',
    confirmed_at: 'timestamp',
    reward_paid_at: 'timestamp',
    order_id: 'text',
    paid_minor: 'bigint',
    refunded_minor: 'bigint',
    paid_currency: 'text',
    reward_minor: 'bigint',
    reward_currency: 'text',
    reward_micros: 'bigint',
  },
  key: ['referral_id'],
  // The last finds what is due to expire.
  indexes: [
    ['began_at', 'referral_id'],
    ['referrer_id', 'began_at', 'referral_id'],
    ['status', 'expires_at', 'referral_id'],
  ],
  financial: true,
  streamOf: { prefix: 'referral-', column: 'referral_id' },
  on: {
    ReferralSignedUp: { keys: own, fold: signedUp },
    ReferralRejected: { keys: own, fold: rejected },
    ReferralConfirmed: { keys: own, fold: confirmed },
    ReferralExpired: {
      keys: own,
      fold: (row) => ({ ...existing(row), status: 'EXPIRED', reason: 'never-paid' }),
    },
    ReferralPaymentLost: {
      keys: own,
      fold: (row, { data }) => ({ ...existing(row), refunded_minor: data.refundedMinor }),
    },
    ReferralRewardGranted: 'ignored',
    ReferralRewardRefused: {
      keys: own,
      fold: (row, { data }) => ({ ...existing(row), reason: data.reason }),
    },
    ReferralRewardPaid: {
      keys: own,
      fold: (row, { at }) => ({ ...existing(row), status: 'PAID', reward_paid_at: at }),
    },
  },
});

function own({ data }: { data: { referralId: string } }): readonly Partial<ReferralRow>[] {
  return [{ referral_id: data.referralId }];
}

function signedUp(row: ReferralRow | undefined, { data }: Told<'ReferralSignedUp'>): ReferralRow {
  invariant(row === undefined, 'a party is brought once');
  const { referralId, referrerId, code, click, invitation, signedUpAt, expiresAt } = data;
  return {
    ...{ ...NOTHING_YET, referral_id: referralId, referrer_id: referrerId, code, status: 'SIGNED_UP' },
    ...{ click_id: click?.clickId ?? null, clicked_at: click?.clickedAt ?? null },
    ...{ source: click?.source ?? null, campaign: click?.campaign ?? null },
    ...{ invitation_id: invitation?.invitationId ?? null, invited_at: invitation?.invitedAt ?? null },
    ...{ invited_sealed: invitation?.sealed ?? null, referee_sealed: data.refereeSealed ?? null },
    ...{ click_sealed: click?.sealed ?? null, began_at: invitation?.invitedAt ?? signedUpAt },
    ...{ signup_at: signedUpAt, expires_at: expiresAt },
  };
}

function rejected(row: ReferralRow | undefined, { data, at }: Told<'ReferralRejected'>): ReferralRow {
  const { referralId, referrerId, code, reason } = data;
  const named = { referral_id: referralId, referrer_id: referrerId, code };
  return { ...(row ?? { ...NOTHING_YET, began_at: at, signup_at: at }), ...named, status: 'EXPIRED', reason };
}

function confirmed(row: ReferralRow | undefined, { data }: Told<'ReferralConfirmed'>): ReferralRow {
  const { rewards, referrerId, orderId, paidMinor, currency, paidAt } = data;
  const reward = rewards.find(({ beneficiaryId }) => beneficiaryId === referrerId);
  return {
    ...{ ...existing(row), status: 'CONFIRMED', reason: null, confirmed_at: paidAt, order_id: orderId },
    ...{ paid_minor: paidMinor, paid_currency: currency },
    ...rewardFigures(reward),
  };
}

function rewardFigures(
  reward: Reward | undefined,
): Pick<ReferralRow, 'reward_minor' | 'reward_currency' | 'reward_micros'> {
  const isMoney = reward?.kind === 'money';
  return {
    reward_minor: isMoney ? reward.amountMinor : null,
    reward_currency: isMoney ? reward.currency : null,
    reward_micros: reward && !isMoney ? worthOf(reward) : null,
  };
}

const NOTHING_YET = {
  ...{ reason: null, click_id: null, clicked_at: null, source: null, campaign: null, click_sealed: null },
  ...{ invitation_id: null, invited_at: null, invited_sealed: null, referee_sealed: null, began_at: '' },
  ...{ signup_at: '', expires_at: null, confirmed_at: null, reward_paid_at: null, order_id: null },
  ...{ paid_minor: null, refunded_minor: 0n, paid_currency: null },
  ...{ reward_minor: null, reward_currency: null, reward_micros: null },
};

function existing(row: ReferralRow | undefined): ReferralRow {
  invariant(row !== undefined, 'a party is brought before anything becomes of it');
  return row;
}
