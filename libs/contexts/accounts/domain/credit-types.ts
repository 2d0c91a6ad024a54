import { CreditType } from './account-events';

/** What a caller may grant; trial and refill are the account's own doing. */
export const GRANTABLE_TYPES = [
  'SUBSCRIPTION_GRANT',
  'PURCHASE',
  'BONUS',
  'REFERRAL_REWARD',
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
