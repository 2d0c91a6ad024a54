import type { LedgerlineConfig } from '@ledgerline/platform/config';
import type { Ledger } from '@ledgerline/platform/ledger';
import type { Sealer } from '@ledgerline/platform/sealing';
import type { ProviderName } from '../domain/order/order-events';
import type { PaymentProvider } from './payment-provider';

/** What a provider may stand on. */
export interface ProviderParts {
  readonly config: LedgerlineConfig;
  readonly ledger: Ledger;
  readonly sealer: Pick<Sealer, 'deriveKey' | 'keyedHash'>;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** Those that are set up here, by name; the first is taken where a buyer names none. */
export type PaymentProviders = ReadonlyMap<ProviderName, PaymentProvider>;

/** Every provider there is: a new one is its name, its folder and one line below. */
export const PROVIDER_NAMES: readonly ProviderName[] = ['SANDBOX', 'STRIPE', 'PAYPAL'];

const known: readonly ((parts: ProviderParts) => PaymentProvider | undefined)[] = [];

/** The providers that the configuration sets up. */
export function paymentProviders(parts: ProviderParts): PaymentProviders {
  const setUp = known.flatMap((provider) => provider(parts) ?? []);
  return new Map(setUp.map((provider) => [provider.name, provider]));
}
