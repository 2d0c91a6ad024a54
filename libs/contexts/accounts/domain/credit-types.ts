import { CreditType } from './account-events';

/**
 * What a caller may grant. Trial and refill are the account's own doing; refunds and adjustments have
 * commands of their own, which bound them by what was charged and by who may.
 */
export const GRANTABLE_TYPES = [
  'SUBSCRIPTION_GRANT',
  'PURCHASE',
  'BONUS',
  'REFERRAL_REWARD',
] as const satisfies readonly CreditType[];

/** What may be taken back, or barred, by the act behind it. */
export const VOIDABLE_TYPES = [
  ...GRANTABLE_TYPES,
  'REFUND',
  'ADMIN_ADJUSTMENT',
] as const satisfies readonly CreditType[];

/** What most grants have not. */
export const NO_GRANT_TERMS = {
  reference: null,
  orderId: null,
  paymentId: null,
  generationId: null,
  actorUserId: null,
  paymentMethod: null,
  purchaseAmount: null,
  rollover: null,
  attributes: {},
} as const;
