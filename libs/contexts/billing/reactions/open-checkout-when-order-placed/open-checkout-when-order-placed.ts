import type { ProjectedEvent } from '@ledgerline/platform/projections';
import type { DeedContext, NotYet, Reaction, Step } from '@ledgerline/platform/reactions';
import type { BillingParts } from '../../billing-parts';
import { orderCommand } from '../../commands/order-command';
import { recordCheckout } from '../../domain/order/record-checkout';
import { recordPaymentFailed } from '../../domain/order/record-payment-failed';
import { descriptionOf } from '../../domain/order/order-description';
import type { OrderPlaced } from '../../domain/order/order-events';
import { ProviderRefused } from '../../providers/payment-provider';
import { orderStream } from '../../streams/order-stream';

type Parts = Pick<BillingParts, 'ledger' | 'providers'>;

/** The provider opens a page where the order is paid: once, for the order names it. */
export function openCheckoutWhenOrderPlaced(parts: Parts): Reaction {
  return {
    name: 'open-checkout-when-order-placed',
    on: {
      OrderPlaced: (event) => {
        const { data } = event as ProjectedEvent<OrderPlaced>;
        if (data.collection !== 'checkout') return [];
        const owner = data.accountId;
        const perform = (context: DeedContext) => openCheckout(parts, data, context);
        return [{ kind: 'deed', name: 'open-checkout', owner, perform }];
      },
    },
  };
}

async function openCheckout(
  { ledger, providers }: Parts,
  placed: OrderPlaced['data'],
  { now }: DeedContext,
): Promise<readonly Step[] | NotYet> {
  const { orderId, accountId, totals, expiresAt, returnUrl } = placed;
  const { status, checkout } = (await ledger.read(orderStream, orderId)).state;
  if (checkout || status !== 'PENDING' || expiresAt <= now) return [];
  const provider = providers.get(placed.provider);
  if (!provider) return { notYet: `${placed.provider} is not set up` };
  try {
    const opened = await provider.openCheckout({
      ...{ orderId, accountId, expiresAt, returnUrl },
      amountMinor: totals.totalMinor,
      currency: totals.currency,
      description: descriptionOf(placed),
      keepsMethod: placed.purpose.kind === 'subscription',
    });
    const name = 'RecordCheckout';
    return [orderCommand({ name, orderId, accountId, command: opened, decide: recordCheckout })];
  } catch (error) {
    if (!(error instanceof ProviderRefused)) throw error;
    const command = { reason: error.reason };
    const name = 'RecordPaymentFailed';
    return [orderCommand({ name, orderId, accountId, command, decide: recordPaymentFailed })];
  }
}
