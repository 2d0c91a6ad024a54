import type { Reaction } from '@ledgerline/platform/reactions';
import type { BillingParts } from '../billing-parts';
import type { InvoicingParts } from '../invoicing/issue-invoice';
import { applyProviderEventWhenReceived } from './apply-provider-event-when-received/apply-provider-event-when-received';
import { askProviderWhenPaymentOverdue } from './ask-provider-when-payment-overdue/ask-provider-when-payment-overdue';
import { changeTierWhenSubscriptionChanges } from './change-tier-when-subscription-changes/change-tier-when-subscription-changes';
import { chargeWhenOrderPlaced } from './charge-when-order-placed/charge-when-order-placed';
import { collectChargeWhenPriced } from './collect-charge-when-priced/collect-charge-when-priced';
import { creditInvoiceWhenOrderRefunded } from './credit-invoice-when-order-refunded/credit-invoice-when-order-refunded';
import { finishInvoiceWhenNumbered } from './finish-invoice-when-numbered/finish-invoice-when-numbered';
import { forgetMethodWhenDetached } from './forget-method-when-detached/forget-method-when-detached';
import { grantCreditsWhenGrantDue } from './grant-credits-when-grant-due/grant-credits-when-grant-due';
import { grantCreditsWhenOrderPaid } from './grant-credits-when-order-paid/grant-credits-when-order-paid';
import { issueCreditNoteWhenInvoiceCredited } from './issue-credit-note-when-invoice-credited/issue-credit-note-when-invoice-credited';
import { issueInvoiceWhenOrderPaid } from './issue-invoice-when-order-paid/issue-invoice-when-order-paid';
import { markPartySubscribedWhenChargePaid } from './mark-party-subscribed-when-charge-paid/mark-party-subscribed-when-charge-paid';
import { numberInvoiceWhenDrafted } from './number-invoice-when-drafted/number-invoice-when-drafted';
import { openCheckoutWhenOrderPlaced } from './open-checkout-when-order-placed/open-checkout-when-order-placed';
import { priceChargeWhenDue } from './price-charge-when-due/price-charge-when-due';
import { recordChargeWhenOrderEnds } from './record-charge-when-order-ends/record-charge-when-order-ends';
import { recordInvoicePaymentWhenOrderPaid } from './record-invoice-payment-when-order-paid/record-invoice-payment-when-order-paid';
import { refundWhenGrantRefused } from './refund-when-grant-refused/refund-when-grant-refused';
import { refundWhenRequested } from './refund-when-requested/refund-when-requested';
import { takeBackCreditsWhenOrderRefunded } from './take-back-credits-when-order-refunded/take-back-credits-when-order-refunded';
import { voidCreditsWhenSubscriptionEnds } from './void-credits-when-subscription-ends/void-credits-when-subscription-ends';
import { voidInvoiceWhenSubscriptionEnds } from './void-invoice-when-subscription-ends/void-invoice-when-subscription-ends';

/** Every reaction of the billing context: a new one is one folder and one line here. */
export function billingReactions(parts: BillingParts): readonly Reaction[] {
  return [
    ...invoicingReactions(parts),
    applyProviderEventWhenReceived(parts),
    askProviderWhenPaymentOverdue(parts),
    changeTierWhenSubscriptionChanges(parts),
    chargeWhenOrderPlaced(parts),
    collectChargeWhenPriced(parts),
    forgetMethodWhenDetached(parts),
    grantCreditsWhenGrantDue(parts),
    grantCreditsWhenOrderPaid(parts),
    markPartySubscribedWhenChargePaid,
    openCheckoutWhenOrderPlaced(parts),
    priceChargeWhenDue(parts),
    recordChargeWhenOrderEnds,
    refundWhenGrantRefused,
    refundWhenRequested(parts),
    takeBackCreditsWhenOrderRefunded(parts),
    voidCreditsWhenSubscriptionEnds(parts),
    voidInvoiceWhenSubscriptionEnds,
  ];
}

/** What makes invoices of payments, and credit notes of refunds, by themselves. */
export function invoicingReactions(parts: InvoicingParts): readonly Reaction[] {
  return [
    creditInvoiceWhenOrderRefunded,
    finishInvoiceWhenNumbered,
    issueCreditNoteWhenInvoiceCredited(parts),
    issueInvoiceWhenOrderPaid(parts),
    numberInvoiceWhenDrafted,
    recordInvoicePaymentWhenOrderPaid,
  ];
}
