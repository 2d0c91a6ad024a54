import type { Timestamp } from '@ledgerline/kernel';
import { equals, Page, PageAsked, readPage, type Reads, sql, trusted } from '@ledgerline/platform/queries';
import { members, MemberRow } from './members';

/** Somebody’s place in a workspace. */
export interface MembershipView {
  readonly workspaceId: string;
  readonly memberId: string;
  readonly addedAt: Timestamp;
  /** Null: it lasts. */
  readonly removedAt: Timestamp | null;
  readonly removedBecause: string | null;
}

type MembersAsked = PageAsked & {
  /** Past ones too; default only those that last. */
  readonly past?: boolean | undefined;
};

export class ListMembers {
  constructor(
    readonly workspaceId: string,
    readonly asked: MembersAsked,
  ) {}
}

export class ListWorkspaces {
  constructor(
    readonly memberId: string,
    readonly asked: MembersAsked,
  ) {}
}

export function listMembers(reads: Reads, { workspaceId, asked }: ListMembers) {
  return memberships(reads, asked, { of: 'workspace_id', id: workspaceId, each: 'member_id' });
}

export function listWorkspaces(reads: Reads, { memberId, asked }: ListWorkspaces) {
  return memberships(reads, asked, { of: 'member_id', id: memberId, each: 'workspace_id' });
}

type Side = 'workspace_id' | 'member_id';

function memberships(
  reads: Reads,
  asked: MembersAsked,
  { of, id, each }: { of: Side; id: string; each: Side },
): Promise<Page<MembershipView>> {
  const list = {
    name: `members-of-${of}`,
    from: members,
    select: sql`select * from read_identity.members`,
    where: [equals(of, id), asked.past === true ? undefined : trusted('removed_at is null')],
    sort: [
      { column: 'added_at', type: 'timestamp' as const },
      { column: each, type: 'text' as const },
    ],
    direction: 'asc' as const,
  };
  return readPage<MemberRow, MembershipView>(reads, list, asked, membershipView);
}

function membershipView(row: MemberRow): MembershipView {
  return {
    workspaceId: row.workspace_id,
    memberId: row.member_id,
    addedAt: row.added_at,
    removedAt: row.removed_at,
    removedBecause: row.removed_because,
  };
}
