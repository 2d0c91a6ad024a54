import type { Invoice, Order, Payout, SubscriptionStatus } from '../../api/contract';
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
