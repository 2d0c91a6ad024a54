import { defineEvent } from '@ledgerline/kernel';
import { recordedStream } from '@ledgerline/platform/ledger';
import type {
  PaymentMethodDetached,
  PaymentMethodEvent,
  PaymentMethodKept,
  PaymentMethodMadeDefault,
} from '../domain/payment-methods/payment-method-events';
import {
  evolvePaymentMethods,
  noPaymentMethods,
  PaymentMethodsState,
} from '../domain/payment-methods/payment-methods-state';

/** The stream `paymentMethods-<partyId>`: what a party's payments may be taken from. */
export const paymentMethodsStream = recordedStream<
  'PaymentMethods',
  PaymentMethodsState,
  PaymentMethodEvent,
  undefined
>({
  name: 'PaymentMethods',
  category: 'paymentMethods',
  events: {
    PaymentMethodKept: defineEvent<PaymentMethodKept>(
      'PaymentMethodKept',
      'ledgerline.payment-methods.kept.v1',
      {},
    ),
    PaymentMethodMadeDefault: defineEvent<PaymentMethodMadeDefault>(
      'PaymentMethodMadeDefault',
      'ledgerline.payment-methods.made-default.v1',
      {},
    ),
    PaymentMethodDetached: defineEvent<PaymentMethodDetached>(
      'PaymentMethodDetached',
      'ledgerline.payment-methods.detached.v1',
      {},
    ),
  },
  initial: noPaymentMethods,
  evolve: evolvePaymentMethods,
  contextFor: () => undefined,
});
