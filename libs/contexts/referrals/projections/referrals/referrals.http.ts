import { AnyId, AnyOf, AnyText, AnyTime, listController, queryHandler } from '@ledgerline/platform/queries';
import { ListReferrals, listReferrals } from './referrals.queries';

class ReferralsParams {
  @AnyId()
  referrerId?: string;

  @AnyId()
  referralId?: string;

  @AnyOf(['PENDING', 'CLICKED', 'SIGNED_UP', 'CONFIRMED', 'PAID', 'EXPIRED'])
  status?: string;

  @AnyText()
  campaign?: string;

  @AnyTime()
  from?: string;

  @AnyTime()
  to?: string;
}

const REFERRAL = {
  ...{ referralId: 'bob', invitationId: '7c1e…', referrerId: 'ada', code: 'SPRING-26' },
  ...{ status: 'CONFIRMED', reason: null, refereeId: 'bob', refereeEmail: null, refereeName: null },
  ...{ clickId: '0f8f…', source: 'mail', campaign: 'spring', ip: null, userAgent: null },
  ...{ invitedAt: '2026-11-20T09:00:00.000Z', clickedAt: '2026-11-21T09:00:00.000Z' },
  ...{ signupAt: '2026-11-21T09:05:00.000Z' },
  ...{ expiresAt: '2026-12-21T09:05:00.000Z', confirmedAt: '2026-11-22T09:00:00.000Z' },
  ...{ rewardPaidAt: null, orderId: '5b0e…', paid: { amount: '50.00', currency: 'USD' } },
  ...{ refunded: { amount: '0.00', currency: 'USD' }, reward: { amount: '10.00', currency: 'USD' } },
};

const list = listController({
  path: '/v1/referrals',
  summary: 'Who was brought by whom, the newest first',
  tag: 'referrals',
  readers: 'finance',
  query: ReferralsParams,
  item: REFERRAL,
  ask: ({ query, personal }) => new ListReferrals(query, personal),
});

const ofAccount = listController({
  path: '/v1/accounts/:accountId/referrals',
  summary: 'Whom a party brought, the newest first',
  tag: 'referrals',
  readers: 'by-account',
  query: ReferralsParams,
  item: REFERRAL,
  ask: ({ params, query, personal }) =>
    new ListReferrals({ ...query, referrerId: params.accountId! }, personal),
});

export const referralsListQueries = {
  controllers: [list, ofAccount],
  handlers: [queryHandler(ListReferrals, listReferrals)],
};
