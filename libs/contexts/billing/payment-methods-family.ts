import type { CommandFamily } from '@ledgerline/platform/commands';
import type { PaymentMethodEvent } from './domain/payment-methods/payment-method-events';
import type { PaymentMethodsState } from './domain/payment-methods/payment-methods-state';
import { paymentMethodsStream } from './streams/payment-methods-stream';

/** What all commands on the payment methods of a party have in common. */
export const paymentMethodsFamily: CommandFamily<PaymentMethodsState, PaymentMethodEvent, undefined> = {
  stream: paymentMethodsStream,
  summaryName: 'paymentMethods',
  summary: ({ methods }) => ({ methods }),
  ownerOf: (partyId) => partyId,
  opensStream: () => false,
};
