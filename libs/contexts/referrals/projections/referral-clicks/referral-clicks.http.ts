import {
  AnyText,
  AnyTime,
  Cursor,
  Limit,
  MinPosition,
  pageAsked,
  queryController,
  queryHandler,
} from '@ledgerline/platform/queries';
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

  @Limit()
  limit?: string;

  @Cursor()
  cursor?: string;

  @MinPosition()
  minPosition?: string;
}

const CLICK = {
  ...{ clickId: '0f8f…', accountId: 'ada', source: 'mail', campaign: 'spring', ip: null, userAgent: null },
  invitationId: null,
  ...{ clickedAt: '2026-11-21T09:00:00.000Z', attributedUntil: '2026-12-21T09:00:00.000Z' },
};

const clicks = queryController({
  path: '/v1/accounts/:accountId/referral-clicks',
  summary: 'Who followed a program’s link, the newest first',
  tag: 'referrals',
  readers: 'by-account',
  query: ClicksParams,
  example: { items: [CLICK], nextCursor: null, position: '3f9a1c20-00000000000000000042' },
  ask: ({ params, query, personal }) => new ListClicks(params.accountId!, pageAsked(query), personal),
});

export const referralClicksQueries = {
  controllers: [clicks],
  handlers: [queryHandler(ListClicks, listClicks)],
};
