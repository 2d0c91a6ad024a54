import type { ProjectedEvent } from '@ledgerline/platform/projections';
import type { NotYet, Reaction, Step } from '@ledgerline/platform/reactions';
import type { BillingParts } from '../../billing-parts';
import { descriptionOf } from '../../domain/order/order-description';
import type { OrderPlaced } from '../../domain/order/order-events';
import { PaymentProvider, PaymentState, ProviderRefused } from '../../providers/payment-provider';
import { orderStream } from '../../streams/order-stream';
import { paymentMethodsStream } from '../../streams/payment-methods-stream';
import { paymentSteps } from '../ask-provider-when-payment-overdue/ask-provider';

type Parts = Pick<BillingParts, 'ledger' | 'providers'>;

/** A kept method is charged while the buyer is away. */
export function chargeWhenOrderPlaced(parts: Parts): Reaction {
  return {
    name: 'charge-when-order-placed',
    on: {
      OrderPlaced: (event) => {
        const { data } = event as ProjectedEvent<OrderPlaced>;
        if (data.collection !== 'automatic') return [];
        const perform = () => charge(parts, data);
        return [{ kind: 'deed', name: 'charge', owner: data.accountId, perform }];
      },
    },
  };
}

async function charge(
  { ledger, providers }: Parts,
  placed: OrderPlaced['data'],
): Promise<readonly Step[] | NotYet> {
  const { orderId, accountId, providerMethodId } = placed;
  if ((await ledger.read(orderStream, orderId)).state.status !== 'PENDING') return [];
  const { methods } = (await ledger.read(paymentMethodsStream, accountId)).state;
  const isKept = methods.some((method) => method.providerMethodId === providerMethodId);
  if (providerMethodId === null || !isKept) {
    return paymentSteps(placed, { state: 'failed', reason: 'payment-method-detached' });
  }
  const provider = providers.get(placed.provider);
  if (!provider) return { notYet: `${placed.provider} is not set up` };
  return paymentSteps(placed, await charged(provider, placed, providerMethodId));
}

/** It may have been charged before by one who never heard the answer: that is asked first. */
async function charged(
  provider: PaymentProvider,
  placed: OrderPlaced['data'],
  providerMethodId: string,
): Promise<PaymentState> {
  const { orderId, accountId, totals } = placed;
  const before = await provider.paymentOf({ orderId, accountId, providerOrderId: null });
  if (before.state !== 'gone') return before;
  try {
    return await provider.charge({
      ...{ orderId, accountId, providerMethodId },
      amountMinor: totals.totalMinor,
      currency: totals.currency,
      description: descriptionOf(placed),
    });
  } catch (error) {
    if (error instanceof ProviderRefused) return { state: 'failed', reason: error.reason };
    throw error;
  }
}
