import { moneyLists } from '../../api/money-queries';
import { useRoute } from '../../app/use-route';
import { Acting, type Ask } from '../../commands/acting';
import { ChoiceFilter, FilterBar } from '../../elements/filter-bar';
import { PageHead } from '../../elements/page-head';
import { Panel } from '../../elements/panel';
import { Tabs } from '../../elements/tabs';
import { MoneyCards } from './money-cards';
import { InvoiceTable } from './invoice-table';
import { OrderTable } from './order-table';
import { PayoutTable } from './payout-table';
import { SubscriptionTable } from './subscription-table';

interface SideProps {
  readonly query: Readonly<Record<string, string>>;
  readonly ask: Ask;
}

const SIDES = [
  {
    ...{ id: undefined, name: 'Orders', filters: ['status', 'attention'] },
    states: ['PENDING', 'COMPLETED', 'FAILED', 'EXPIRED'],
    show: ({ query: { status, attention }, ask }: SideProps) => (
      <OrderTable source={moneyLists.orders({ status, attention })} ask={ask} />
    ),
  },
  {
    ...{ id: 'invoices', name: 'Invoices', filters: ['status', 'kind'] },
    states: ['PENDING', 'PAID', 'FAILED', 'REFUNDED', 'VOID'],
    show: ({ query: { status, kind }, ask }: SideProps) => (
      <InvoiceTable source={moneyLists.invoices({ state: status, kind })} ask={ask} />
    ),
  },
  {
    ...{ id: 'subscriptions', name: 'Subscriptions', filters: ['status'] },
    states: ['INCOMPLETE', 'TRIALING', 'ACTIVE', 'PAST_DUE', 'CANCELED', 'INCOMPLETE_EXPIRED'],
    show: ({ query: { status } }: SideProps) => (
      <SubscriptionTable source={moneyLists.subscriptions({ status })} />
    ),
  },
  {
    ...{ id: 'payouts', name: 'Payouts', filters: ['status'] },
    states: ['PENDING', 'PROCESSING', 'COMPLETED', 'FAILED', 'CANCELED'],
    show: ({ query: { status }, ask }: SideProps) => (
      <PayoutTable source={moneyLists.payouts({ status })} ask={ask} />
    ),
  },
] as const;

/** Money of all accounts: what comes in, what comes again, and what goes out. */
export function MoneyView({ side }: { side: string | undefined }) {
  const { query } = useRoute();
  const chosen = SIDES.find(({ id }) => id === side) ?? SIDES[0];
  return (
    <>
      <PageHead title="Money" />
      <div className="stack">
        <MoneyCards />
        <Tabs label="Money" at={['money']} tabs={SIDES} chosen={chosen.id} />
        <FilterBar names={chosen.filters}>
          <ChoiceFilter name="status" label="State" choices={chosen.states} />
          {chosen.id === undefined && (
            <ChoiceFilter name="attention" label="Needs attention" choices={['true', 'false']} />
          )}
          {chosen.id === 'invoices' && (
            <ChoiceFilter name="kind" label="Kind" choices={['invoice', 'credit-note']} />
          )}
        </FilterBar>
        <Acting>
          {(ask) => (
            <Panel title={chosen.name} titleHidden flush>
              <chosen.show query={query} ask={ask} />
            </Panel>
          )}
        </Acting>
      </div>
    </>
  );
}
