import type { Timestamp } from '@ledgerline/kernel';
import { ProjectedOf, totalProjection } from '@ledgerline/platform/projections';
import type { PartyEvent } from '../../domain/party/party-events';

/** Who belongs, or belonged, to which workspace: one row for both, however often they came and went. */
export interface MemberRow {
  workspace_id: string;
  member_id: string;
  /** When they came last. */
  added_at: Timestamp;
  /** Null: they are members. */
  removed_at: Timestamp | null;
  removed_because: string | null;
}

type Row = MemberRow;
type Event = ProjectedOf<PartyEvent, 'MemberAdded' | 'MemberRemoved'>;

const PREFIX = 'party-';
const keys = ({ stream, data }: Event) => [
  { workspace_id: stream.slice(PREFIX.length), member_id: data.memberId },
];

export const members = totalProjection<Row, PartyEvent>({
  name: 'members',
  version: 1,
  schema: 'read_identity',
  columns: {
    workspace_id: 'text',
    member_id: 'text',
    added_at: 'timestamp',
    removed_at: 'timestamp',
    removed_because: 'text',
  },
  key: ['workspace_id', 'member_id'],
  indexes: [
    ['workspace_id', 'added_at', 'member_id'],
    ['member_id', 'added_at', 'workspace_id'],
  ],
  financial: false,
  streamOf: { prefix: PREFIX, column: 'workspace_id' },
  on: {
    RegistrationBarred: 'ignored',
    PartyRegistered: 'ignored',
    EmailVerified: 'ignored',
    LoginRecorded: 'ignored',
    BillingDetailsChanged: 'ignored',
    PartySubscribed: 'ignored',
    MemberAdded: {
      keys,
      fold: (_row, { data }, key) => ({
        workspace_id: key.workspace_id!,
        member_id: data.memberId,
        added_at: data.addedAt,
        removed_at: null,
        removed_because: null,
      }),
    },
    MemberRemoved: {
      keys,
      fold: (row, { data }) => ({
        ...row!,
        removed_at: data.removedAt,
        removed_because: data.reason,
      }),
    },
  },
});
