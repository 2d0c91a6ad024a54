import type { Evolvers } from '@ledgerline/platform/ledger';
import type { PaymentMethodView, ProviderName } from '../order/order-terms';
import type { PaymentMethodEvent } from './payment-method-events';

/** The methods of a party that may be charged; of those that are there exactly one is the default. */
export interface PaymentMethodsState {
  readonly accountId: string | null;
  /** The oldest first. */
  readonly methods: readonly KeptMethod[];
  /** Those that were detached: what a provider tells of them later brings them back no more. */
  readonly detached: readonly DetachedMethod[];
}

export interface DetachedMethod {
  readonly providerMethodId: string;
  readonly provider: ProviderName;
}

export interface KeptMethod extends PaymentMethodView {
  readonly provider: ProviderName;
  readonly isDefault: boolean;
}

export function noPaymentMethods(): PaymentMethodsState {
  return { accountId: null, methods: [], detached: [] };
}

/** The one that is charged unless another is named. */
export function defaultMethod({ methods }: PaymentMethodsState): KeptMethod | undefined {
  return methods.find(({ isDefault }) => isDefault);
}

export const evolvePaymentMethods: Evolvers<PaymentMethodsState, PaymentMethodEvent> = {
  PaymentMethodKept: (state, { accountId, provider, method, isDefault }) => ({
    ...state,
    accountId,
    methods: [
      ...state.methods.filter(({ providerMethodId }) => providerMethodId !== method.providerMethodId),
      { ...method, provider, isDefault },
    ],
  }),
  PaymentMethodMadeDefault: (state, { providerMethodId }) => ({
    ...state,
    methods: state.methods.map((method) => ({
      ...method,
      isDefault: method.providerMethodId === providerMethodId,
    })),
  }),
  PaymentMethodDetached: (state, { providerMethodId }) => {
    const isIt = (method: KeptMethod) => method.providerMethodId === providerMethodId;
    const { provider } = state.methods.find(isIt)!;
    return {
      ...state,
      methods: state.methods.filter((method) => !isIt(method)),
      detached: [...state.detached, { providerMethodId, provider }],
    };
  },
};
