import { accept, refuse } from '@ledgerline/kernel';
import type { PaymentMethodEvent } from '../../domain/payment-methods/payment-method-events';
import type { PaymentMethodsState } from '../../domain/payment-methods/payment-methods-state';
import type {
  PaymentMethodContext,
  PaymentMethodDecision,
} from '../../domain/payment-methods/payment-method-decision';

export interface DetachPaymentMethod {
  readonly providerMethodId: string;
}

/** It is charged no more. Where it was the default, the one that was kept last takes its place. */
export function detachPaymentMethod(
  { providerMethodId }: DetachPaymentMethod,
  state: PaymentMethodsState,
  { now }: PaymentMethodContext,
): PaymentMethodDecision {
  const method = state.methods.find((one) => one.providerMethodId === providerMethodId);
  if (!method) return refuse('payment-method-not-found', { providerMethodId });

  const accountId = state.accountId!;
  const detached: PaymentMethodEvent = {
    type: 'PaymentMethodDetached',
    data: { accountId, providerMethodId, detachedAt: now },
  };
  const next = state.methods.filter((one) => one !== method).at(-1);
  if (!method.isDefault || !next) return accept(detached);
  return accept<PaymentMethodEvent>(detached, {
    type: 'PaymentMethodMadeDefault',
    data: { accountId, providerMethodId: next.providerMethodId, insteadOf: [], madeDefaultAt: now },
  });
}
