import type { Timestamp } from '@ledgerline/kernel';
import type { ReadModels } from '@ledgerline/platform/projections';
import { equals, Page, PageAsked, readPage, type Reads, sql, trusted } from '@ledgerline/platform/queries';
import { PaymentMethodRow, paymentMethods } from './payment-methods';

/** For display: nothing here could pay. */
export interface PaymentMethodListed {
  readonly providerMethodId: string;
  readonly provider: string;
  readonly type: string;
  readonly brand: string | null;
  readonly last4: string | null;
  readonly expiry: string | null;
  readonly isDefault: boolean;
  readonly keptAt: Timestamp;
}

export class ListPaymentMethods {
  constructor(readonly asked: PageAsked & { readonly accountId: string }) {}
}

export function listPaymentMethods(
  reads: Reads,
  { asked }: ListPaymentMethods,
): Promise<Page<PaymentMethodListed>> {
  const list = {
    name: 'payment-methods',
    from: paymentMethods,
    select: sql`select * from read_billing.payment_methods`,
    where: [equals('account_id', asked.accountId), trusted('detached_at is null')],
    sort: [
      { column: 'kept_at', type: 'timestamp' },
      { column: 'provider_method_id', type: 'text' },
    ],
    direction: 'desc',
  } as const;
  return readPage<PaymentMethodRow, PaymentMethodListed>(reads, list, asked, methodView);
}

/** Whose method it is, whatever became of it. */
export async function findPartyOfMethod(
  { models }: { readonly models: ReadModels },
  { provider, providerMethodId }: { readonly provider: string; readonly providerMethodId: string },
): Promise<string | undefined> {
  const { rows } = await models.query<{ account_id: string }>(
    paymentMethods,
    'select account_id from read_billing.payment_methods where provider = $1 and provider_method_id = $2',
    [provider, providerMethodId],
  );
  return rows[0]?.account_id;
}

function methodView(row: PaymentMethodRow): PaymentMethodListed {
  const { provider, type, brand, last4, expiry } = row;
  return {
    providerMethodId: row.provider_method_id,
    ...{ provider, type, brand, last4, expiry },
    isDefault: row.is_default,
    keptAt: row.kept_at,
  };
}
