import { moneyLists } from '../../../api/money-queries';
import { ActButton, Acting } from '../../../commands/acting';
import { Panel } from '../../../elements/panel';
import { buyCredits } from '../../money/money-commands';
import { OrderTable } from '../../money/order-table';
import { useShop } from '../../money/use-shop';

/** What an account has bought, and the way to buy more. */
export function AccountOrders({ accountId }: { accountId: string }) {
  const shop = useShop();
  return (
    <Acting>
      {(ask) => (
        <Panel
          title="Orders"
          note="Newest first; credits come once a payment is confirmed"
          actions={shop && <ActButton name="Buy credits" onPress={() => ask(buyCredits(accountId, shop))} />}
          flush
        >
          <OrderTable source={moneyLists.ordersOf(accountId)} ask={ask} ofOne />
        </Panel>
      )}
    </Acting>
  );
}
