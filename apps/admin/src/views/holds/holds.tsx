import { useState } from 'react';
import { lists } from '../../api/queries';
import { useList } from '../../api/use-list';
import type { Hold } from '../../api/contract';
import { useRoute } from '../../app/use-route';
import { useSession } from '../../app/session-context';
import { CommandDialog } from '../../commands/command-dialog';
import { AccountLink } from '../../elements/account-link';
import { Badge } from '../../elements/badge';
import type { Column } from '../../elements/data-table';
import { ExplainLink } from '../../elements/explain-link';
import { FilterBar, TextFilter } from '../../elements/filter-bar';
import { IdText } from '../../elements/id-text';
import { ListTable } from '../../elements/list-table';
import { LiveStatus } from '../../elements/live-status';
import { PageHead } from '../../elements/page-head';
import { Panel } from '../../elements/panel';
import { TimeAgo } from '../../elements/time-ago';
import { formatCredits } from '../../figures/credits';
import { formatDuration } from '../../figures/durations';
import { cancelHold } from './cancel-hold';

const COLUMNS: readonly Column<Hold>[] = [
  { name: 'Account', lead: true, show: ({ accountId }) => <AccountLink accountId={accountId} /> },
  {
    name: 'Generation',
    show: ({ accountId, generationId }) => (
      <ExplainLink accountId={accountId} about={['generation', generationId]}>
        <IdText id={generationId} />
      </ExplainLink>
    ),
  },
  { name: 'Action', show: ({ action }) => <span className="code">{action}</span> },
  { name: 'Held', figure: true, show: ({ held }) => formatCredits(held) },
  { name: 'Age', figure: true, show: ({ ageSeconds }) => formatDuration(ageSeconds * 1_000) },
  {
    name: 'Deadline',
    figure: true,
    show: ({ deadlineAt, overdue }) => (
      <>
        <TimeAgo at={deadlineAt} /> {overdue && <Badge tone="warn">overdue</Badge>}
      </>
    ),
  },
];

export function Holds() {
  const { accountId } = useRoute().query;
  const list = useList(lists.holds({ accountId }));
  const { role } = useSession();
  const [cancelling, setCancelling] = useState<Hold | null>(null);
  const cancelColumn: Column<Hold> = {
    name: 'Cancel',
    action: true,
    show: (hold) => (
      <button type="button" className="button button--small" onClick={() => setCancelling(hold)}>
        Cancel<span className="hidden-visually"> {hold.generationId}</span>
      </button>
    ),
  };
  return (
    <>
      <PageHead title="Open holds" note="Credits, quota and slots taken by work in progress">
        <LiveStatus query={list} position={list.position} />
      </PageHead>
      <div className="stack">
        <FilterBar names={['accountId']}>
          <TextFilter name="accountId" label="Account" hint="Exact account id" />
        </FilterBar>
        <Panel title="Open holds" titleHidden flush>
          <ListTable
            list={list}
            caption="open holds"
            columns={role === 'admin' ? [...COLUMNS, cancelColumn] : COLUMNS}
            keyOf={({ accountId: account, generationId }) => `${account} ${generationId}`}
            empty={{ title: 'No open holds', advice: 'All work has ended, and nothing is held for it.' }}
          />
        </Panel>
      </div>
      {cancelling && <CommandDialog command={cancelHold(cancelling)} onClose={() => setCancelling(null)} />}
    </>
  );
}
