export { referralsDescription, runningReferrals } from './referrals.module';
export type { ReferralsParts } from './referrals-parts';
export type {
  PayoutMethod,
  PayoutOrder,
  PayoutProvider,
  PayoutProviders,
  PayoutState,
  ProvidedMethod,
} from './payouts/payout-provider';
export { configuredPayouts } from './payouts/configured-payouts';
