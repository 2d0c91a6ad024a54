import type { ListSource } from '../../api/queries';
import { useList } from '../../api/use-list';
import type { Order } from '../../api/contract';
import { ActButton, type Ask } from '../../commands/acting';
import { AccountLink } from '../../elements/account-link';
import { Badge } from '../../elements/badge';
import type { Column } from '../../elements/data-table';
import { ListTable } from '../../elements/list-table';
import { TimeAgo } from '../../elements/time-ago';
import { formatCredits } from '../../figures/credits';
import { moneyText } from '../../figures/money';
import { humanWords } from '../../figures/words';
import { refundOrder } from './money-commands';
import { ORDER_TONES } from './money-tones';

const columnsWith = (ask: Ask): readonly Column<Order>[] => [
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
  { name: 'Account', show: ({ accountId }) => <AccountLink accountId={accountId} /> },
  { name: 'State', show: (order) => <OrderState order={order} /> },
  { name: 'Credits', figure: true, show: ({ credits }) => (credits === null ? '–' : formatCredits(credits)) },
  { name: 'Total', figure: true, show: ({ total, currency }) => moneyText({ amount: total, currency }) },
  {
    name: 'Refunded',
    figure: true,
    show: ({ refunded, currency }) =>
      Number(refunded) > 0 ? moneyText({ amount: refunded, currency }) : '–',
  },
  { name: 'Placed', figure: true, show: ({ placedAt }) => <TimeAgo at={placedAt} /> },
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
        {order.status === 'COMPLETED' && Number(order.refunded) < Number(order.total) && (
          <ActButton name="Refund" about={order.orderId} onPress={() => ask(refundOrder(order))} />
        )}
      </>
    ),
  },
];

export function OrderTable({ source, ask }: { source: ListSource<Order>; ask: Ask }) {
  return (
    <ListTable
      list={useList(source)}
      caption="orders"
      columns={columnsWith(ask)}
      keyOf={({ orderId }) => orderId}
      empty={{ title: 'No orders', advice: 'An order appears when credits are bought, or a period begins.' }}
    />
  );
}

function OrderState({ order: { status, failure, attention } }: { order: Order }) {
  return (
    <>
      <Badge tone={ORDER_TONES[status]}>{humanWords(status)}</Badge>
      {failure !== null && <span className="cell-note">{humanWords(failure)}</span>}
      {attention.map((why) => (
        <Badge key={why} tone="warn">
          {humanWords(why)}
        </Badge>
      ))}
    </>
  );
}
