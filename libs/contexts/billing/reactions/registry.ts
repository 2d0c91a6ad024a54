import type { Reaction } from '@ledgerline/platform/reactions';
import type { BillingParts } from '../billing-parts';
import { invoicingReactions } from '../invoicing/invoicing-reactions';
import { applyProviderEventWhenReceived } from './apply-provider-event-when-received/apply-provider-event-when-received';
import { askProviderWhenPaymentOverdue } from './ask-provider-when-payment-overdue/ask-provider-when-payment-overdue';
import { chargeWhenOrderPlaced } from './charge-when-order-placed/charge-when-order-placed';
import { grantCreditsWhenOrderPaid } from './grant-credits-when-order-paid/grant-credits-when-order-paid';
import { openCheckoutWhenOrderPlaced } from './open-checkout-when-order-placed/open-checkout-when-order-placed';
import { refundWhenGrantRefused } from './refund-when-grant-refused/refund-when-grant-refused';
import { refundWhenRequested } from './refund-when-requested/refund-when-requested';
import { takeBackCreditsWhenOrderRefunded } from './take-back-credits-when-order-refunded/take-back-credits-when-order-refunded';

/** Every reaction of the billing context: a new one is one folder and one line here. */
export function billingReactions(parts: BillingParts): readonly Reaction[] {
  return [
    ...invoicingReactions(parts),
    applyProviderEventWhenReceived(parts),
    askProviderWhenPaymentOverdue(parts),
    chargeWhenOrderPlaced(parts),
    grantCreditsWhenOrderPaid(parts),
    openCheckoutWhenOrderPlaced(parts),
    refundWhenGrantRefused,
    refundWhenRequested(parts),
    takeBackCreditsWhenOrderRefunded(parts),
  ];
}
