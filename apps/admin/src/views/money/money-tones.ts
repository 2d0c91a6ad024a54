import type {
  Invoice,
  Order,
  Payout,
  Referral,
  ReferralProgram,
  ReferralReward,
  SubscriptionStatus,
} from '../../api/contract';
import type { Tone } from '../../elements/badge';

export const ORDER_TONES: Readonly<Record<Order['status'], Tone>> = {
  PENDING: 'accent',
  COMPLETED: 'good',
  FAILED: 'bad',
  EXPIRED: 'plain',
};

export const INVOICE_TONES: Readonly<Record<Invoice['state'], Tone>> = {
  PENDING: 'accent',
  PAID: 'good',
  FAILED: 'bad',
  REFUNDED: 'plain',
  VOID: 'plain',
};

export const SUBSCRIPTION_TONES: Readonly<Record<SubscriptionStatus, Tone>> = {
  INCOMPLETE: 'accent',
  INCOMPLETE_EXPIRED: 'plain',
  TRIALING: 'accent',
  ACTIVE: 'good',
  PAST_DUE: 'warn',
  CANCELED: 'plain',
};

export const PAYOUT_TONES: Readonly<Record<Payout['status'], Tone>> = {
  PENDING: 'accent',
  PROCESSING: 'accent',
  COMPLETED: 'good',
  FAILED: 'bad',
  CANCELED: 'plain',
};

export const REFERRAL_TONES: Readonly<Record<Referral['status'], Tone>> = {
  PENDING: 'plain',
  CLICKED: 'plain',
  SIGNED_UP: 'accent',
  CONFIRMED: 'good',
  PAID: 'good',
  EXPIRED: 'plain',
};

export const REWARD_TONES: Readonly<Record<ReferralReward['state'], Tone>> = {
  VESTING: 'accent',
  VESTED: 'good',
  CANCELED: 'plain',
  UNDELIVERED: 'warn',
};

export const PROGRAM_TONES: Readonly<Record<ReferralProgram['status'], Tone>> = {
  active: 'good',
  inactive: 'plain',
};
