import type { Deed, Step } from '@ledgerline/platform/reactions';
import { expireOrder } from '../../domain/order/expire-order';
import { orderCommand } from '../../commands/order-command';
import { recordPayment } from '../../domain/order/record-payment';
import { recordPaymentFailed } from '../../domain/order/record-payment-failed';
import type { ProviderName } from '../../domain/order/order-events';
import type { PaymentQuestion, PaymentState } from '../../providers/payment-provider';
import type { PaymentProviders } from '../../providers/registry';

export interface OrderNamed {
  readonly orderId: string;
  readonly accountId: string;
}

/** Asks a provider what became of an order's payment, and applies its answer. */
export function askProvider(
  providers: PaymentProviders,
  { provider: name, ...question }: PaymentQuestion & { readonly provider: ProviderName },
): Deed {
  return {
    kind: 'deed',
    name: 'ask-provider',
    owner: question.accountId,
    perform: async () => {
      const provider = providers.get(name);
      if (!provider) return { notYet: `${name} is not set up` };
      return paymentSteps(question, await provider.paymentOf(question));
    },
  };
}

/** What a provider says became of a payment, whoever asked it. */
export function paymentSteps({ orderId, accountId }: OrderNamed, state: PaymentState): readonly Step[] {
  return stepsOfState[state.state]({ orderId, accountId }, state as never);
}

const stepsOfState: {
  readonly [State in PaymentState['state']]: (
    order: OrderNamed,
    state: Extract<PaymentState, { state: State }>,
  ) => readonly Step[];
} = {
  paid: (order, { payment }) => [
    orderCommand({ ...order, name: 'RecordPayment', command: payment, decide: recordPayment }),
  ],
  failed: (order, failed) => [
    orderCommand({ ...order, name: 'RecordPaymentFailed', command: failed, decide: recordPaymentFailed }),
  ],
  gone: (order) => [orderCommand({ ...order, name: 'ExpireOrder', command: {}, decide: expireOrder })],
  pending: () => [],
};
