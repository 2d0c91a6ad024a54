import { accept, noEffect } from '@ledgerline/kernel';
import { OrderContext, OrderDecision, orderNotFound } from './order-decision';
import { orderExists, OrderState } from './order-state';

export interface RecordCheckout {
  readonly providerOrderId: string;
  readonly checkoutUrl: string;
}

/** The provider has opened a page where the order is paid. */
export function recordCheckout(
  { providerOrderId, checkoutUrl }: RecordCheckout,
  state: OrderState,
  { now }: OrderContext,
): OrderDecision {
  if (!orderExists(state)) return orderNotFound();
  if (state.checkout) return noEffect('checkout-already-open');

  const { orderId } = state.placed;
  return accept({
    type: 'CheckoutOpened',
    data: { orderId, providerOrderId, checkoutUrl, openedAt: now },
  });
}
