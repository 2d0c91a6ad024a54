import type { CatalogReader } from '@ledgerline/contexts/catalog';
import type { Ledger } from '@ledgerline/platform/ledger';
import type { ReadModels } from '@ledgerline/platform/projections';

/** What the context stands on in a running process. */
export interface BillingParts {
  readonly ledger: Ledger;
  readonly models: ReadModels;
  readonly catalogs: CatalogReader;
  readonly now: () => number;
}
