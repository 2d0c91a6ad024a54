import type { LedgerlineConfig, ProviderVariables } from '@ledgerline/platform/config';
import type { Ledger } from '@ledgerline/platform/ledger';
import type { Sealer } from '@ledgerline/platform/sealing';
import type { PaymentProvider } from './payment-provider';

/** What a provider may stand on. */
export interface ProviderParts {
  readonly config: LedgerlineConfig;
  readonly ledger: Ledger;
  readonly sealer: Pick<Sealer, 'deriveKey' | 'keyedHash'>;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** A provider as the registry knows it: what sets it up, and how it is reached then. */
export interface KnownProvider {
  readonly variables: ProviderVariables;
  readonly open: (parts: ProviderParts) => PaymentProvider;
}
