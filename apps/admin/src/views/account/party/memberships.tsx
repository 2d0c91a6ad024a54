import type { ReactNode } from 'react';
import type { Membership } from '../../../api/contract';
import type { ListSource } from '../../../api/queries';
import { useList } from '../../../api/use-list';
import { AccountLink } from '../../../elements/account-link';
import type { Column } from '../../../elements/data-table';
import { ListTable } from '../../../elements/list-table';
import { TimeAgo } from '../../../elements/time-ago';

interface Props {
  readonly source: ListSource<Membership>;
  /** Which side of it is listed. */
  readonly side: 'memberId' | 'workspaceId';
  readonly caption: string;
  readonly act?: (membership: Membership) => ReactNode;
}

/** Members of a workspace, or workspaces of a member; past ones too. */
export function Memberships({ source, side, caption, act }: Props) {
  const list = useList(source);
  const columns: readonly Column<Membership>[] = [
    {
      ...{ name: side === 'memberId' ? 'Member' : 'Workspace', lead: true },
      show: (membership) => <AccountLink accountId={membership[side]} />,
    },
    { name: 'Came', figure: true, show: ({ addedAt }) => <TimeAgo at={addedAt} /> },
    {
      ...{ name: 'Left', figure: true },
      show: ({ removedAt }) => (removedAt === null ? '–' : <TimeAgo at={removedAt} />),
    },
    { name: 'Why', show: ({ removedBecause }) => removedBecause ?? '–' },
    {
      name: 'Act',
      action: true,
      show: (membership) => (membership.removedAt === null ? act?.(membership) : null),
    },
  ];
  return (
    <ListTable
      list={list}
      caption={caption}
      columns={act ? columns : columns.slice(0, -1)}
      keyOf={(membership) => membership[side]}
      empty={{ title: `No ${caption}`, advice: 'A user becomes one with the command AddMember.' }}
    />
  );
}
