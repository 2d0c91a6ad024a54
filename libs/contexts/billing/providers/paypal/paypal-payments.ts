import {
  CaptureStatus,
  Order,
  OrdersCapture,
  OrderStatus,
  Refund,
  RefundStatus,
} from '@paypal/paypal-server-sdk';
import { timestamp } from '@ledgerline/kernel';
import type { PaymentMethodView } from '../../domain/order/order-events';
import type { PaymentState, RefundState } from '../payment-provider';
import { minorOfPaypal } from './paypal-amounts';

/** Turns what identifies a buyer into what cannot be turned back: the same text, the same hash. */
export type FingerprintOf = (text: string) => string;

/** What became of a payment; `pending` while it waits for the buyer or to be collected. */
export function stateOfOrder(order: Order, fingerprintOf: FingerprintOf): PaymentState {
  if (order.status === OrderStatus.Voided) return { state: 'gone' };
  const capture = order.purchaseUnits?.[0]?.payments?.captures?.[0];
  return capture ? stateOfCapture(capture, methodOf(order, fingerprintOf)) : { state: 'pending' };
}

function stateOfCapture(capture: OrdersCapture, method: PaymentMethodView | null): PaymentState {
  switch (capture.status) {
    case CaptureStatus.Completed:
    case CaptureStatus.PartiallyRefunded:
    case CaptureStatus.Refunded: {
      const paidAt = instantOf(capture.createTime);
      return {
        state: 'paid',
        payment: { paymentId: capture.id!, ...minorOfPaypal(capture.amount), paidAt, method },
      };
    }
    case CaptureStatus.Declined:
    case CaptureStatus.Failed:
      return { state: 'failed', reason: (capture.statusDetails?.reason ?? capture.status).toLowerCase() };
    case CaptureStatus.Pending:
    case undefined:
      return { state: 'pending' };
  }
}

/** Kept, it goes by the vault's name, and else by the buyer's own at PayPal. */
function methodOf(order: Order, fingerprintOf: FingerprintOf): PaymentMethodView | null {
  const wallet = order.paymentSource?.paypal;
  const providerMethodId = wallet?.attributes?.vault?.id ?? wallet?.accountId;
  if (!wallet || providerMethodId === undefined) return null;
  return {
    providerMethodId,
    type: 'paypal',
    brand: null,
    last4: null,
    expiry: null,
    fingerprint: wallet.accountId === undefined ? null : fingerprintOf(`paypal:${wallet.accountId}`),
  };
}

export function stateOfRefund(refund: Refund): RefundState {
  if (refund.status === RefundStatus.Completed) return { state: 'refunded', providerRefundId: refund.id! };
  if (refund.status === RefundStatus.Failed || refund.status === RefundStatus.Cancelled) {
    return { state: 'failed', reason: (refund.statusDetails?.reason ?? refund.status).toLowerCase() };
  }
  return { state: 'pending' };
}

/** PayPal tells seconds, with an offset at times. */
export function instantOf(text: string | undefined): string {
  return timestamp(Date.parse(text ?? ''));
}
