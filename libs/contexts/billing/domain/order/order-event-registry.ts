import { defineEvent } from '@ledgerline/kernel';
import type * as events from './order-events';

const total = {
  'totals.subtotalMinor': true,
  'totals.taxMinor': true,
  'totals.totalMinor': true,
} as const;
const purpose = { 'purpose.creditsMicros': true } as const;
const amount = { amountMinor: true } as const;

/** The order stream's events as the log spells them. */
export const orderEventDefinitions = {
  OrderPlaced: defineEvent<events.OrderPlaced>('OrderPlaced', 'ledgerline.order.placed.v1', {
    ...total,
    ...purpose,
    'lines[].unitMinor': true,
    'lines[].amountMinor': true,
  }),
  CheckoutOpened: defineEvent<events.CheckoutOpened>(
    'CheckoutOpened',
    'ledgerline.order.checkout-opened.v1',
    {},
  ),
  OrderPaid: defineEvent<events.OrderPaid>('OrderPaid', 'ledgerline.order.paid.v1', { ...total, ...purpose }),
  OrderPaymentMismatched: defineEvent<events.OrderPaymentMismatched>(
    'OrderPaymentMismatched',
    'ledgerline.order.payment-mismatched.v1',
    amount,
  ),
  PaymentOverdue: defineEvent<events.PaymentOverdue>(
    'PaymentOverdue',
    'ledgerline.order.payment-overdue.v1',
    {},
  ),
  OrderFailed: defineEvent<events.OrderFailed>('OrderFailed', 'ledgerline.order.failed.v1', purpose),
  OrderExpired: defineEvent<events.OrderExpired>('OrderExpired', 'ledgerline.order.expired.v1', purpose),
  OrderGranted: defineEvent<events.OrderGranted>('OrderGranted', 'ledgerline.order.granted.v1', {}),
  OrderGrantRefused: defineEvent<events.OrderGrantRefused>(
    'OrderGrantRefused',
    'ledgerline.order.grant-refused.v1',
    {},
  ),
  RefundRequested: defineEvent<events.RefundRequested>(
    'RefundRequested',
    'ledgerline.order.refund-requested.v1',
    amount,
  ),
  OrderRefunded: defineEvent<events.OrderRefunded>('OrderRefunded', 'ledgerline.order.refunded.v1', {
    ...total,
    ...purpose,
    ...amount,
    refundedMinor: true,
    takenBackMicros: true,
  }),
  RefundFailed: defineEvent<events.RefundFailed>('RefundFailed', 'ledgerline.order.refund-failed.v1', {}),
  RefundReturned: defineEvent<events.RefundReturned>(
    'RefundReturned',
    'ledgerline.order.refund-returned.v1',
    amount,
  ),
  OwedMoneyRefunded: defineEvent<events.OwedMoneyRefunded>(
    'OwedMoneyRefunded',
    'ledgerline.order.owed-money-refunded.v1',
    amount,
  ),
  StrayPaymentRefunded: defineEvent<events.StrayPaymentRefunded>(
    'StrayPaymentRefunded',
    'ledgerline.order.stray-payment-refunded.v1',
    amount,
  ),
  RefundMismatched: defineEvent<events.RefundMismatched>(
    'RefundMismatched',
    'ledgerline.order.refund-mismatched.v1',
    amount,
  ),
  MovementSetAside: defineEvent<events.MovementSetAside>(
    'MovementSetAside',
    'ledgerline.order.movement-set-aside.v1',
    { 'movement.amountMinor': true },
  ),
  DisputeOpened: defineEvent<events.DisputeOpened>('DisputeOpened', 'ledgerline.order.dispute-opened.v1', {
    ...purpose,
    ...amount,
  }),
  DisputeWon: defineEvent<events.DisputeWon>('DisputeWon', 'ledgerline.order.dispute-won.v1', {
    ...purpose,
    ...amount,
  }),
  DisputeLost: defineEvent<events.DisputeLost>('DisputeLost', 'ledgerline.order.dispute-lost.v1', {
    ...purpose,
    ...amount,
  }),
};
