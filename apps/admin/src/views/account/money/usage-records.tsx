import { useQuery } from '@tanstack/react-query';
import type { UsageRecord } from '../../../api/contract';
import { usageRecordsQuery } from '../../../api/money-queries';
import { momentColumn } from '../../../elements/columns';
import type { Column } from '../../../elements/data-table';
import { ListTable } from '../../../elements/list-table';
import { Panel } from '../../../elements/panel';
import { formatCredits } from '../../../figures/credits';
import { dayText } from '../../../figures/moments';
import { humanWords } from '../../../figures/words';

const COLUMNS: readonly Column<UsageRecord>[] = [
  {
    name: 'Metric',
    lead: true,
    show: ({ metric, description }) => (
      <span title={metric}>
        <span className="strong">{description}</span>
      </span>
    ),
  },
  {
    name: 'Billing period',
    show: ({ billingPeriod, metadata, subscriptionId }) => (
      <span title={subscriptionId}>
        {dayText(billingPeriod)} to {dayText(metadata.periodEnd)}
        <span className="cell-note">Period {metadata.ordinal}</span>
      </span>
    ),
  },
  { name: 'Counts', show: ({ metadata: { counts } }) => (counts === 'sum' ? 'the sum' : humanWords(counts)) },
  { name: 'Quantity', figure: true, show: ({ quantity }) => formatCredits(quantity) },
  momentColumn('Last changed', ({ recordedAt }) => recordedAt),
];

/** What of each metric was used in each billing period: what the invoice's usage lines are counted from. */
export function UsageRecords({ accountId }: { accountId: string }) {
  const { data, error, refetch } = useQuery(usageRecordsQuery(accountId));
  const list = {
    ...{ items: data?.items, error, refetch, fetchNextPage: refetch },
    ...{ hasNextPage: false, isFetchingNextPage: false, isPlaceholderData: false },
  };
  return (
    <Panel title="Usage records" note="By billing period and metric, the newest period first" flush>
      <ListTable
        list={list}
        caption="usage records"
        columns={COLUMNS}
        keyOf={({ subscriptionId, metric, billingPeriod }) => `${subscriptionId} ${billingPeriod} ${metric}`}
        empty={{
          title: 'Nothing is counted',
          advice: 'Usage is counted from a subscription’s first period.',
        }}
      />
    </Panel>
  );
}
