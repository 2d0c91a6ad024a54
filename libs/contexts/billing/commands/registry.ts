import type { RegisteredCommand } from '@ledgerline/platform/commands';
import type { BillingParts } from '../billing-parts';
import { invoiceFamily } from '../invoice-family';
import { orderFamily } from '../order-family';
import { paymentMethodsFamily } from '../payment-methods-family';
import { subscriptionFamily } from '../subscription-family';
import { activateSubscriptionSlice } from './activate-subscription/activate-subscription.http';
import { cancelSubscriptionSlice } from './cancel-subscription/cancel-subscription.http';
import { changePlanSlice } from './change-plan/change-plan.http';
import { detachPaymentMethodSlice } from './detach-payment-method/detach-payment-method.http';
import { resumeSubscriptionSlice } from './resume-subscription/resume-subscription.http';
import { retryChargeSlice } from './retry-charge/retry-charge.http';
import { setDefaultPaymentMethodSlice } from './set-default-payment-method/set-default-payment-method.http';
import { startSubscriptionSlice } from './start-subscription/start-subscription.http';
import { undoPlanChangeSlice } from './undo-plan-change/undo-plan-change.http';
import { purchaseCreditsSlice } from './purchase-credits/purchase-credits.http';
import { recordProviderInvoiceSlice } from './record-provider-invoice/record-provider-invoice.http';
import { refundOrderSlice } from './refund-order/refund-order.http';
import { voidInvoiceSlice } from './void-invoice/void-invoice.http';

/** Every command of the billing context: a new one is one folder and one line here. */
export function billingCommands(parts: BillingParts): readonly RegisteredCommand[] {
  return [
    { family: orderFamily, slice: purchaseCreditsSlice(parts) },
    { family: orderFamily, slice: refundOrderSlice },
    { family: paymentMethodsFamily, slice: detachPaymentMethodSlice },
    { family: paymentMethodsFamily, slice: setDefaultPaymentMethodSlice },
    { family: subscriptionFamily, slice: activateSubscriptionSlice },
    { family: subscriptionFamily, slice: cancelSubscriptionSlice },
    { family: subscriptionFamily, slice: changePlanSlice(parts) },
    { family: subscriptionFamily, slice: resumeSubscriptionSlice },
    { family: subscriptionFamily, slice: retryChargeSlice },
    { family: subscriptionFamily, slice: startSubscriptionSlice(parts) },
    { family: subscriptionFamily, slice: undoPlanChangeSlice },
    { family: invoiceFamily, slice: recordProviderInvoiceSlice },
    { family: invoiceFamily, slice: voidInvoiceSlice },
  ];
}
