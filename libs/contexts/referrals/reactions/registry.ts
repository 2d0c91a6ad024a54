import type { Reaction } from '@ledgerline/platform/reactions';
import { referralsFamilies } from '../families';
import { readModelLookup } from '../referral-lookup';
import type { ReferralsParts } from '../referrals-parts';
import { carryPayoutWhenSetAside } from './carry-payout-when-set-aside/carry-payout-when-set-aside';
import { deliverRewardsWhenRewardMoved } from './deliver-rewards-when-reward-moved/deliver-rewards-when-reward-moved';
import { followReferralWhenRefereeActs } from './follow-referral-when-referee-acts/follow-referral-when-referee-acts';
import { keepRewardsWhenReferralMoved } from './keep-rewards-when-referral-moved/keep-rewards-when-referral-moved';
import { startPayoutsWhenBatchStarted } from './start-payouts-when-batch-started/start-payouts-when-batch-started';
import type { ReactingParts } from './reacting-parts';

/** Every reaction of the referrals context: a new one is one folder and one line here. */
export function referralsReactions(parts: ReferralsParts): readonly Reaction[] {
  const { ledger, models, sealer, payoutProviders, catalogs } = parts;
  return reactionsOn({
    ...{ ledger, payoutProviders, families: referralsFamilies(catalogs) },
    lookup: readModelLookup(models),
    open: (ownerId, sealed) => sealer.open(ownerId, sealed),
  });
}

/** The same on whatever they stand. */
export function reactionsOn(parts: ReactingParts): readonly Reaction[] {
  return [
    carryPayoutWhenSetAside(parts),
    deliverRewardsWhenRewardMoved(parts),
    followReferralWhenRefereeActs(parts),
    keepRewardsWhenReferralMoved(parts),
    startPayoutsWhenBatchStarted(parts),
  ];
}
