import { queryOptions } from '@tanstack/react-query';
import type { Membership, Party } from './contract';
import { ApiProblem } from './problem';
import { LISTS_EVERY_MS, type ListSource } from './queries';
import { request, type QueryValues } from './request';

/** Null where the account was opened without a party. */
export function partyQuery(partyId: string) {
  return queryOptions({
    queryKey: ['party', partyId],
    queryFn: async ({ signal }) => {
      try {
        return await request<Party & { readonly position: string }>(partyPath(partyId), { signal });
      } catch (error) {
        if (error instanceof ApiProblem && error.code === 'party-not-found') return null;
        throw error;
      }
    },
    refetchInterval: LISTS_EVERY_MS,
  });
}

export const partyLists = {
  parties: (query: QueryValues): ListSource<Party> => ({ path: '/v1/parties', query }),
  membersOf: (partyId: string): ListSource<Membership> => ({
    path: `${partyPath(partyId)}/members`,
    query: { past: 'true' },
  }),
  workspacesOf: (partyId: string): ListSource<Membership> => ({
    path: `${partyPath(partyId)}/workspaces`,
    query: { past: 'true' },
  }),
};

export function partyPath(partyId: string): string {
  return `/v1/parties/${encodeURIComponent(partyId)}`;
}
