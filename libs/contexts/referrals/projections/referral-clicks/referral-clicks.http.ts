import { AnyText, AnyTime, listController, queryHandler } from '@ledgerline/platform/queries';
import { ListClicks, listClicks } from './referral-clicks.queries';

class ClicksParams {
  @AnyText()
  campaign?: string;

  @AnyText()
  source?: string;

  @AnyTime()
  from?: string;

  @AnyTime()
  to?: string;
}

const CLICK = {
  ...{ clickId: '0f8f…', accountId: 'ada', source: 'mail', campaign: 'spring', ip: null, userAgent: null },
  invitationId: null,
  ...{ clickedAt: '2026-11-21T09:00:00.000Z', attributedUntil: '2026-12-21T09:00:00.000Z' },
};

const clicks = listController({
  path: '/v1/accounts/:accountId/referral-clicks',
  summary: 'Who followed a program’s link, the newest first',
  tag: 'referrals',
  readers: 'by-account',
  query: ClicksParams,
  item: CLICK,
  ask: ({ params, query, personal }) => new ListClicks(params.accountId!, query, personal),
});

export const referralClicksQueries = {
  controllers: [clicks],
  handlers: [queryHandler(ListClicks, listClicks)],
};
