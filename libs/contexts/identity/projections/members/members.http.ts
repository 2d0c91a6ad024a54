import {
  AnyOf,
  Cursor,
  Limit,
  MinPosition,
  pageAsked,
  queryController,
  queryHandler,
} from '@ledgerline/platform/queries';
import { ListMembers, listMembers, ListWorkspaces, listWorkspaces } from './members.queries';

class MembersParams {
  @AnyOf(['true', 'false'])
  past?: 'true' | 'false';

  @Limit()
  limit?: string;

  @Cursor()
  cursor?: string;

  @MinPosition()
  minPosition?: string;
}

const POSITION = '3f9a1c20-00000000000000000042';
const MEMBER = {
  workspaceId: 'acme',
  memberId: 'ada',
  addedAt: '2026-11-21T09:00:00.000Z',
  removedAt: null,
  removedBecause: null,
};
const EXAMPLE = { items: [MEMBER], nextCursor: null, position: POSITION };

const askedBy = ({ past, ...query }: MembersParams) => ({ ...pageAsked(query), past: past === 'true' });

const membersOf = queryController({
  path: '/v1/parties/:partyId/members',
  summary: 'Members of a workspace in the order in which they came; `past=true` those who left too',
  tag: 'parties',
  readers: 'by-account',
  query: MembersParams,
  example: EXAMPLE,
  ask: ({ params, query }) => new ListMembers(params.partyId!, askedBy(query)),
});

const workspacesOf = queryController({
  path: '/v1/parties/:partyId/workspaces',
  summary: 'Workspaces that a user belongs to; `past=true` those they left too',
  tag: 'parties',
  readers: 'by-account',
  query: MembersParams,
  example: EXAMPLE,
  ask: ({ params, query }) => new ListWorkspaces(params.partyId!, askedBy(query)),
});

export const membersQueries = {
  controllers: [membersOf, workspacesOf],
  handlers: [queryHandler(ListMembers, listMembers), queryHandler(ListWorkspaces, listWorkspaces)],
};
