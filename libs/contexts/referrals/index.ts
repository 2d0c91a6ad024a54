export { referralsDescription, runningReferrals } from './referrals.module';
export type { ReferralsParts } from './referrals-parts';
export type {
  PayoutMethod,
  PayoutOrder,
  PayoutProvider,
  PayoutState,
  ProvidedMethod,
} from './payouts/payout-provider';
export { payoutProviders, type PayoutProviders } from './payouts/payout-providers';
