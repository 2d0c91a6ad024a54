import type { CommandSlice } from '@ledgerline/platform/commands';
import type { PaymentMethodEvent } from '../../domain/payment-methods/payment-method-events';
import type { PaymentMethodsState } from '../../domain/payment-methods/payment-methods-state';
import { DetachPaymentMethod, detachPaymentMethod } from './detach-payment-method';

class DetachPaymentMethodBody {}

export const detachPaymentMethodSlice: CommandSlice<
  DetachPaymentMethodBody,
  DetachPaymentMethod,
  PaymentMethodsState,
  PaymentMethodEvent,
  undefined
> = {
  name: 'DetachPaymentMethod',
  route: {
    tag: 'payment methods',
    path: '/v1/accounts/:accountId/payment-methods/:methodId/detach',
    summary: 'A payment method is charged no more',
    roles: ['service'],
    refusals: ['payment-method-not-found'],
    examples: { body: {}, facts: { providerMethodId: 'pm_1' } },
  },
  body: DetachPaymentMethodBody,
  streamId: ({ params }) => params.accountId!,
  command: ({ params }) => ({ providerMethodId: params.methodId! }),
  decide: detachPaymentMethod,
  facts: (_events, { params }) => ({ providerMethodId: params.methodId! }),
};
