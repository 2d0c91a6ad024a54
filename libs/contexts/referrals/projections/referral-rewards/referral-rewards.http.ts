import {
  AnyId,
  AnyOf,
  Cursor,
  Limit,
  MinPosition,
  pageAsked,
  queryController,
  queryHandler,
} from '@ledgerline/platform/queries';
import { ListRewards, listRewards } from './referral-rewards.queries';

class RewardsParams {
  @AnyOf(['VESTING', 'VESTED', 'CANCELED', 'UNDELIVERED'])
  state?: string;

  @AnyId()
  referralId?: string;

  @Limit()
  limit?: string;

  @Cursor()
  cursor?: string;

  @MinPosition()
  minPosition?: string;
}

const REWARD = {
  ...{ rewardId: 'bob', referralId: 'bob', accountId: 'ada', beneficiaryId: 'ada', kind: 'money' },
  ...{ currency: 'USD', amount: '10.00', clawedBack: '0.00', state: 'VESTING', reason: null },
  ...{ earnedAt: '2026-11-22T09:00:00.000Z', vestsAt: '2026-12-22T09:00:00.000Z' },
};

const rewards = queryController({
  path: '/v1/accounts/:accountId/referral-rewards',
  summary: 'What a program earned, one by one, the newest first',
  tag: 'referrals',
  readers: 'by-account',
  query: RewardsParams,
  example: { items: [REWARD], nextCursor: null, position: '3f9a1c20-00000000000000000042' },
  ask: ({ params, query }) => new ListRewards(params.accountId!, pageAsked(query)),
});

export const referralRewardsQueries = {
  controllers: [rewards],
  handlers: [queryHandler(ListRewards, listRewards)],
};
