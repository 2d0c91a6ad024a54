import type { ListSource } from '../../api/queries';
import { useList } from '../../api/use-list';
import type { Subscription } from '../../api/contract';
import { AccountLink } from '../../elements/account-link';
import { Badge } from '../../elements/badge';
import type { Column } from '../../elements/data-table';
import { ListTable } from '../../elements/list-table';
import { TimeAgo } from '../../elements/time-ago';
import { moneyText } from '../../figures/money';
import { humanWords } from '../../figures/words';
import { SUBSCRIPTION_TONES } from './money-tones';

const COLUMNS: readonly Column<Subscription>[] = [
  {
    name: 'Plan',
    lead: true,
    show: ({ plan, interval, subscriptionId }) => (
      <span title={subscriptionId}>
        <span className="strong">{humanWords(plan)}</span>
        <span className="cell-note">{humanWords(interval)}</span>
      </span>
    ),
  },
  { name: 'Account', show: ({ accountId }) => <AccountLink accountId={accountId} /> },
  {
    name: 'State',
    show: ({ status, cancelAtPeriodEnd }) => (
      <>
        <Badge tone={SUBSCRIPTION_TONES[status]}>{humanWords(status)}</Badge>
        {cancelAtPeriodEnd && <span className="cell-note">ends with its period</span>}
      </>
    ),
  },
  { name: 'Price', figure: true, show: (one) => moneyText(one) },
  {
    name: 'Paid so far',
    figure: true,
    show: ({ paid, currency }) => moneyText({ amount: paid, currency }),
  },
  {
    name: 'Period ends',
    figure: true,
    show: ({ currentPeriod }) => (currentPeriod ? <TimeAgo at={currentPeriod.end} /> : '–'),
  },
  { name: 'Began', figure: true, show: ({ startedAt }) => <TimeAgo at={startedAt} /> },
];

export function SubscriptionTable({ source }: { source: ListSource<Subscription> }) {
  return (
    <ListTable
      list={useList(source)}
      caption="subscriptions"
      columns={COLUMNS}
      keyOf={({ subscriptionId }) => subscriptionId}
      empty={{ title: 'No subscriptions', advice: 'One appears when an account subscribes to a plan.' }}
    />
  );
}
