import type { Order } from '../../api/contract';
import type { ListSource } from '../../api/queries';
import { useList } from '../../api/use-list';
import { hrefTo } from '../../app/routes';
import { ActButton, type Ask } from '../../commands/acting';
import { accountColumns, momentColumn, moneyColumn } from '../../elements/columns';
import type { Column } from '../../elements/data-table';
import { FactList } from '../../elements/fact-list';
import { ListTable } from '../../elements/list-table';
import { StateCell } from '../../elements/state-cell';
import { formatCredits } from '../../figures/credits';
import { absoluteTime } from '../../figures/moments';
import { isAny, isLess, moneyText } from '../../figures/money';
import { humanWords } from '../../figures/words';
import { refundOrder } from './money-commands';
import { ORDER_TONES } from './money-tones';

interface OrderTableProps {
  readonly source: ListSource<Order>;
  readonly ask: Ask;
  readonly ofOne?: boolean;
}

export function OrderTable({ source, ask, ofOne = false }: OrderTableProps) {
  return (
    <ListTable
      list={useList(source)}
      caption="orders"
      columns={columnsWith(ask, ofOne)}
      keyOf={({ orderId }) => orderId}
      detail={(order) => <OrderDetails order={order} />}
      empty={{ title: 'No orders', advice: 'An order appears when credits are bought, or a period begins.' }}
    />
  );
}

const columnsWith = (ask: Ask, ofOne: boolean): readonly Column<Order>[] => [
  {
    name: 'Order',
    lead: true,
    show: ({ orderId, description, provider }) => (
      <span title={orderId}>
        <span className="strong">{description}</span>
        <span className="cell-note">{humanWords(provider)}</span>
      </span>
    ),
  },
  ...accountColumns<Order>(ofOne),
  {
    name: 'State',
    show: ({ status, failure, attention }) => (
      <StateCell
        state={status}
        tone={ORDER_TONES[status]}
        warnings={attention}
        note={failure && humanWords(failure)}
      />
    ),
  },
  { name: 'Credits', figure: true, show: ({ credits }) => (credits === null ? '–' : formatCredits(credits)) },
  moneyColumn('Total', ({ total: amount, currency }) => ({ amount, currency })),
  moneyColumn('Refunded', ({ refunded: amount, currency }) => (isAny(amount) ? { amount, currency } : null)),
  momentColumn('Placed', ({ placedAt }) => placedAt),
  {
    name: 'Act',
    action: true,
    show: (order) => (
      <>
        {order.checkoutUrl !== null && (
          <a className="button button--small" href={order.checkoutUrl} target="_blank" rel="noreferrer">
            Pay
          </a>
        )}
        {order.status === 'COMPLETED' && isLess(order.refunded, order.total) && (
          <ActButton name="Refund" about={order.orderId} onPress={() => ask(refundOrder(order))} />
        )}
      </>
    ),
  },
];

/** Every name that the order, its payment and its credits go by, for whoever searches elsewhere. */
function OrderDetails({ order }: { order: Order }) {
  const { accountId, currency, subtotal, tax, creditsTakenBack, lotId, orderId } = order;
  const money = (amount: string) => moneyText({ amount, currency });
  return (
    <FactList
      facts={[
        ['Order', orderId],
        ['For', humanWords(order.purpose)],
        ['Package', order.package],
        ['Subscription', order.subscriptionId],
        ['Without tax', money(subtotal)],
        ['Tax', money(tax)],
        ['Taken back', creditsTakenBack !== '0' && `${formatCredits(creditsTakenBack)} credits`],
        ['Provider’s order', order.providerOrderId],
        ['Payment', order.paymentId],
        ['Paid', order.paidAt && absoluteTime(order.paidAt)],
        ['To be paid until', order.status === 'PENDING' && absoluteTime(order.expiresAt)],
        ['Lot', lotId && <a href={hrefTo(['accounts', accountId, 'lots'])}>{lotId}</a>],
        ['Statement', lotId && <StatementLink accountId={accountId} orderId={orderId} />],
      ]}
    />
  );
}

function StatementLink({ accountId, orderId }: Pick<Order, 'accountId' | 'orderId'>) {
  return <a href={hrefTo(['accounts', accountId, 'statement'], { orderId })}>What it moved</a>;
}
