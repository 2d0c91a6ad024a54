import type { ProjectedEvent } from '@ledgerline/platform/projections';
import type { Reaction } from '@ledgerline/platform/reactions';
import type { BillingParts } from '../../billing-parts';
import type { PaymentOverdue } from '../../domain/order/order-events';
import { askProvider } from './ask-provider';

/** What a lost webhook left pending: the provider knows. */
export function askProviderWhenPaymentOverdue({ providers }: Pick<BillingParts, 'providers'>): Reaction {
  return {
    name: 'ask-provider-when-payment-overdue',
    on: {
      PaymentOverdue: ({ data }) => {
        const { orderId, accountId, provider, providerOrderId } =
          data as ProjectedEvent<PaymentOverdue>['data'];
        return [askProvider(providers, { orderId, accountId, provider, providerOrderId })];
      },
    },
  };
}
