import { queryOptions } from '@tanstack/react-query';
import type { ActExplanation, CreditsExplanation, LimitExplanation } from './contract-explain';
import { accountPath } from './queries';
import { request } from './request';

/* Read from the log, and asked for by people, not by machines: not again and again by themselves. */

export function explainActQuery(accountId: string, id: string) {
  return queryOptions({
    queryKey: ['explain', accountId, 'act', id],
    queryFn: ({ signal }) =>
      request<ActExplanation>(`/v1/generations/${encodeURIComponent(id)}/explain`, {
        query: { accountId },
        signal,
      }),
  });
}

export function explainLimitQuery(accountId: string, limit: string, member: string | undefined) {
  return queryOptions({
    queryKey: ['explain', accountId, 'limit', limit, member],
    queryFn: ({ signal }) =>
      request<LimitExplanation>(`${accountPath(accountId)}/explain`, { query: { limit, member }, signal }),
  });
}

export function explainCreditsQuery(accountId: string) {
  return queryOptions({
    queryKey: ['explain', accountId, 'credits'],
    queryFn: ({ signal }) =>
      request<CreditsExplanation>(`${accountPath(accountId)}/explain`, {
        query: { credits: 'true' },
        signal,
      }),
  });
}
