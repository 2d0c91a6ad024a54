import type { CommandSlice } from '@ledgerline/platform/commands';
import type { PaymentMethodEvent } from '../../domain/payment-methods/payment-method-events';
import type { PaymentMethodsState } from '../../domain/payment-methods/payment-methods-state';
import { SetDefaultPaymentMethod, setDefaultPaymentMethod } from './set-default-payment-method';

class SetDefaultPaymentMethodBody {}

export const setDefaultPaymentMethodSlice: CommandSlice<
  SetDefaultPaymentMethodBody,
  SetDefaultPaymentMethod,
  PaymentMethodsState,
  PaymentMethodEvent,
  undefined
> = {
  name: 'SetDefaultPaymentMethod',
  route: {
    tag: 'payment methods',
    path: '/v1/accounts/:accountId/payment-methods/:methodId/default',
    summary: 'The method that is charged unless another is named',
    roles: ['service'],
    refusals: ['payment-method-not-found'],
    examples: { body: {}, facts: { providerMethodId: 'pm_1' } },
  },
  body: SetDefaultPaymentMethodBody,
  streamId: ({ params }) => params.accountId!,
  command: ({ params }) => ({ providerMethodId: params.methodId! }),
  decide: setDefaultPaymentMethod,
  facts: (_events, { params }) => ({ providerMethodId: params.methodId! }),
};
