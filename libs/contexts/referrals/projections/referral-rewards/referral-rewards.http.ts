import { AnyId, AnyOf, listController, queryHandler } from '@ledgerline/platform/queries';
import { ListRewards, listRewards } from './referral-rewards.queries';

class RewardsParams {
  @AnyOf(['VESTING', 'VESTED', 'CANCELED', 'UNDELIVERED'])
  state?: string;

  @AnyId()
  referralId?: string;
}

const REWARD = {
  ...{ rewardId: 'bob', referralId: 'bob', accountId: 'ada', beneficiaryId: 'ada', kind: 'money' },
  ...{ currency: 'USD', amount: '10.00', clawedBack: '0.00', state: 'VESTING', reason: null },
  ...{ earnedAt: '2026-11-22T09:00:00.000Z', vestsAt: '2026-12-22T09:00:00.000Z' },
};

const rewards = listController({
  path: '/v1/accounts/:accountId/referral-rewards',
  summary: 'What a program earned, one by one, the newest first',
  tag: 'referrals',
  readers: 'by-account',
  query: RewardsParams,
  item: REWARD,
  ask: ({ params, query }) => new ListRewards(params.accountId!, query),
});

export const referralRewardsQueries = {
  controllers: [rewards],
  handlers: [queryHandler(ListRewards, listRewards)],
};
