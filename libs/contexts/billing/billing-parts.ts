import type { CatalogReader } from '@ledgerline/contexts/catalog';
import type { Ledger } from '@ledgerline/platform/ledger';
import type { ReadModels } from '@ledgerline/platform/projections';
import type { Sealer } from '@ledgerline/platform/sealing';
import type { Seller } from './domain/invoice/invoice-content';
import type { PaymentProviders } from './providers/registry';

/** What the context stands on in a running process. */
export interface BillingParts {
  readonly ledger: Ledger;
  readonly models: ReadModels;
  readonly catalogs: CatalogReader;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly providers: PaymentProviders;
  readonly seller: Seller;
  readonly sealer: Pick<Sealer, 'open' | 'seal' | 'hasKey' | 'keyedHash' | 'deriveKey'>;
}
