import { accept, noEffect, refuse } from '@ledgerline/kernel';
import type { PaymentMethodsState } from '../../domain/payment-methods/payment-methods-state';
import type {
  PaymentMethodContext,
  PaymentMethodDecision,
} from '../../domain/payment-methods/payment-method-decision';

export interface SetDefaultPaymentMethod {
  readonly providerMethodId: string;
}

/** The method that is charged unless another is named. */
export function setDefaultPaymentMethod(
  { providerMethodId }: SetDefaultPaymentMethod,
  { accountId, methods }: PaymentMethodsState,
  { now }: PaymentMethodContext,
): PaymentMethodDecision {
  const method = methods.find((one) => one.providerMethodId === providerMethodId);
  if (!method) return refuse('payment-method-not-found', { providerMethodId });
  if (method.isDefault) return noEffect('payment-method-is-default');

  const insteadOf = methods.filter(({ isDefault }) => isDefault).map((one) => one.providerMethodId);
  return accept({
    type: 'PaymentMethodMadeDefault',
    data: { accountId: accountId!, providerMethodId, insteadOf, madeDefaultAt: now },
  });
}
