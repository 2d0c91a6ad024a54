import { accept, noEffect } from '@ledgerline/kernel';
import type { PaymentMethodKept } from './payment-method-events';
import type { PaymentMethodsState } from './payment-methods-state';
import type { PaymentMethodContext, PaymentMethodDecision } from './payment-method-decision';

export type KeepPaymentMethod = Pick<PaymentMethodKept['data'], 'accountId' | 'provider' | 'method'>;

/** A provider keeps a method; told again, what is shown of it is brought up to date. */
export function keepPaymentMethod(
  { accountId, provider, method }: KeepPaymentMethod,
  { methods, detached }: PaymentMethodsState,
  { now }: PaymentMethodContext,
): PaymentMethodDecision {
  const isDetached = detached.some(({ providerMethodId }) => providerMethodId === method.providerMethodId);
  if (isDetached) return noEffect('payment-method-detached');
  const known = methods.find(({ providerMethodId }) => providerMethodId === method.providerMethodId);

  const isDefault = known?.isDefault ?? methods.length === 0;
  return accept({
    type: 'PaymentMethodKept',
    data: { accountId, provider, method, isDefault, keptAt: now },
  });
}
