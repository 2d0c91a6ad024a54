export { referralsDescription, runningReferrals } from './referrals.module';
export type { ReferralsParts } from './referrals-parts';
