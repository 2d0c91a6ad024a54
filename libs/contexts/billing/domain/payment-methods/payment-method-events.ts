import type { DomainEvent, Timestamp } from '@ledgerline/kernel';
import type { PaymentMethodView, ProviderName } from '../order/order-terms';

/** A provider keeps a means of payment of this party; what it is called is for display. */
export type PaymentMethodKept = DomainEvent<
  'PaymentMethodKept',
  {
    accountId: string;
    provider: ProviderName;
    method: PaymentMethodView;
    /** Whether it is charged unless another is named: the first one is. */
    isDefault: boolean;
    keptAt: Timestamp;
  }
>;

export type PaymentMethodMadeDefault = DomainEvent<
  'PaymentMethodMadeDefault',
  {
    accountId: string;
    providerMethodId: string;
    /** The one that was the default until now, where it is still kept. */
    insteadOf: string[];
    madeDefaultAt: Timestamp;
  }
>;

/** It is charged no more, whatever the provider still knows of it. */
export type PaymentMethodDetached = DomainEvent<
  'PaymentMethodDetached',
  { accountId: string; providerMethodId: string; detachedAt: Timestamp }
>;

export type PaymentMethodEvent = PaymentMethodKept | PaymentMethodMadeDefault | PaymentMethodDetached;
