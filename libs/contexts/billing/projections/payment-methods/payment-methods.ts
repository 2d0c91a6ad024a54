import type { Timestamp } from '@ledgerline/kernel';
import { totalProjection } from '@ledgerline/platform/projections';
import type { PaymentMethodEvent } from '../../domain/payment-methods/payment-method-events';

/** A method of a party as shown; who it is paid with in earnest only the provider knows. */
export interface PaymentMethodRow {
  account_id: string;
  provider_method_id: string;
  provider: string;
  type: string;
  brand: string | null;
  last4: string | null;
  expiry: string | null;
  is_default: boolean;
  kept_at: Timestamp;
  detached_at: Timestamp | null;
  position: string;
}

type Row = PaymentMethodRow;

/** Exactly one of those that are not detached is the default. */
export const paymentMethods = totalProjection<Row, PaymentMethodEvent>({
  name: 'payment_methods',
  version: 1,
  schema: 'read_billing',
  columns: {
    ...{ account_id: 'text', provider_method_id: 'text', provider: 'text', type: 'text', brand: 'text' },
    ...{ last4: 'text', expiry: 'text', is_default: 'boolean', kept_at: 'timestamp' },
    ...{ detached_at: 'timestamp', position: 'text' },
  },
  key: ['account_id', 'provider_method_id'],
  indexes: [['provider_method_id'], ['account_id', 'kept_at', 'provider_method_id']],
  financial: false,
  on: {
    PaymentMethodKept: {
      keys: ({ data }) => [keyOf(data.accountId, data.method.providerMethodId)],
      fold: (row, { data, position }) => {
        const { providerMethodId, type, brand, last4, expiry } = data.method;
        return {
          ...{ account_id: data.accountId, provider_method_id: providerMethodId, provider: data.provider },
          ...{ type, brand, last4, expiry, is_default: data.isDefault, kept_at: row?.kept_at ?? data.keptAt },
          ...{ detached_at: null, position },
        };
      },
    },
    PaymentMethodMadeDefault: {
      keys: ({ data }) => [data.providerMethodId, ...data.insteadOf].map((id) => keyOf(data.accountId, id)),
      fold: (row, { data, position }) => ({
        ...row!,
        is_default: row!.provider_method_id === data.providerMethodId,
        position,
      }),
    },
    PaymentMethodDetached: {
      keys: ({ data }) => [keyOf(data.accountId, data.providerMethodId)],
      fold: (row, { data, position }) => ({
        ...row!,
        is_default: false,
        detached_at: data.detachedAt,
        position,
      }),
    },
  },
});

function keyOf(account_id: string, provider_method_id: string): Partial<Row> {
  return { account_id, provider_method_id };
}
