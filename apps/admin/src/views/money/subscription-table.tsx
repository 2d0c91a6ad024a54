import type { Subscription } from '../../api/contract';
import type { ListSource } from '../../api/queries';
import { useList } from '../../api/use-list';
import { accountColumns, momentColumn, moneyColumn } from '../../elements/columns';
import type { Column } from '../../elements/data-table';
import { FactList } from '../../elements/fact-list';
import { ListTable } from '../../elements/list-table';
import { StateCell } from '../../elements/state-cell';
import { humanWords } from '../../figures/words';
import { SUBSCRIPTION_TONES } from './money-tones';
import { subscriptionFacts } from './subscription-facts';

interface SubscriptionTableProps {
  readonly source: ListSource<Subscription>;
  readonly ofOne?: boolean;
}

export function SubscriptionTable({ source, ofOne = false }: SubscriptionTableProps) {
  return (
    <ListTable
      list={useList(source)}
      caption="subscriptions"
      columns={columnsWith(ofOne)}
      keyOf={({ subscriptionId }) => subscriptionId}
      detail={(subscription) => <FactList facts={subscriptionFacts(subscription)} />}
      empty={{ title: 'No subscriptions', advice: 'One appears when an account subscribes to a plan.' }}
    />
  );
}

const columnsWith = (ofOne: boolean): readonly Column<Subscription>[] => [
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
  ...accountColumns<Subscription>(ofOne),
  {
    name: 'State',
    show: (one) => <StateCell state={one.status} tone={SUBSCRIPTION_TONES[one.status]} note={noteOn(one)} />,
  },
  moneyColumn('Price', (one) => one),
  moneyColumn('Paid so far', ({ paid: amount, currency }) => ({ amount, currency })),
  momentColumn('Period ends', ({ currentPeriod }) => currentPeriod && currentPeriod.end),
  momentColumn('Began', ({ startedAt }) => startedAt),
];

function noteOn({ cancelAtPeriodEnd, endedAt, endReason, endCause }: Subscription): string | null {
  if (endedAt !== null) return endReason ?? (endCause && humanWords(endCause));
  return cancelAtPeriodEnd ? 'ends with its period' : null;
}
