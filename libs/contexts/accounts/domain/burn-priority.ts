import { CreditType } from './account-events';

/** Lower burns first: what would be lost soonest goes before what was paid for. */
export const BURN_PRIORITY: Readonly<Record<CreditType, number>> = {
  DAILY_REFILL: 10,
  TRIAL_GRANT: 20,
  SUBSCRIPTION_GRANT: 30,
  BONUS: 40,
  REFERRAL_REWARD: 40,
  REFUND: 40,
  ADMIN_ADJUSTMENT: 40,
  PURCHASE: 50,
  /** Never burnt: it is held by what it was drawn for. */
  OVERDRAFT: 1_000,
};
