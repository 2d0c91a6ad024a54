import type { Provider, Type } from '@nestjs/common';
import { payoutBatchesQueries } from './payout-batches/payout-batches.http';
import { payoutsQueries } from './payouts/payouts.http';
import { programsQueries } from './programs/programs.http';
import { referralClicksQueries } from './referral-clicks/referral-clicks.http';
import { referralRewardsQueries } from './referral-rewards/referral-rewards.http';
import { referralsListQueries } from './referrals/referrals.http';

const all = [
  payoutBatchesQueries,
  payoutsQueries,
  programsQueries,
  referralClicksQueries,
  referralRewardsQueries,
  referralsListQueries,
];

/** The routes of all queries of this context, and their handlers on the query bus. */
export const referralsQueries: {
  readonly controllers: readonly Type[];
  readonly handlers: readonly Provider[];
} = {
  controllers: all.flatMap(({ controllers }) => controllers),
  handlers: all.flatMap(({ handlers }) => handlers),
};
