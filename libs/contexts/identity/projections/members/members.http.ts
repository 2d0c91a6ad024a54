import { AnyOf, listController, type PageAsked, queryHandler } from '@ledgerline/platform/queries';
import { ListMembers, listMembers, ListWorkspaces, listWorkspaces } from './members.queries';

class MembersParams {
  @AnyOf(['true', 'false'])
  past?: 'true' | 'false';
}

const MEMBER = {
  workspaceId: 'acme',
  memberId: 'ada',
  addedAt: '2026-11-21T09:00:00.000Z',
  removedAt: null,
  removedBecause: null,
};

const askedBy = ({ past, ...page }: MembersParams & PageAsked) => ({ ...page, past: past === 'true' });

const membersOf = listController({
  path: '/v1/parties/:partyId/members',
  summary: 'Members of a workspace in the order in which they came; `past=true` those who left too',
  tag: 'parties',
  readers: 'by-account',
  query: MembersParams,
  item: MEMBER,
  ask: ({ params, query }) => new ListMembers(params.partyId!, askedBy(query)),
});

const workspacesOf = listController({
  path: '/v1/parties/:partyId/workspaces',
  summary: 'Workspaces that a user belongs to; `past=true` those they left too',
  tag: 'parties',
  readers: 'by-account',
  query: MembersParams,
  item: MEMBER,
  ask: ({ params, query }) => new ListWorkspaces(params.partyId!, askedBy(query)),
});

export const membersQueries = {
  controllers: [membersOf, workspacesOf],
  handlers: [queryHandler(ListMembers, listMembers), queryHandler(ListWorkspaces, listWorkspaces)],
};
