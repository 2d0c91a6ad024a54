import type { CatalogReader } from '@ledgerline/contexts/catalog';
import type { Ledger } from '@ledgerline/platform/ledger';
import type { ReadModels } from '@ledgerline/platform/projections';
import type { Sealer } from '@ledgerline/platform/sealing';
import type { PayoutProviders } from './payouts/payout-provider';

/** What the context stands on in a running process. */
export interface ReferralsParts {
  readonly ledger: Ledger;
  readonly models: Pick<ReadModels, 'query'>;
  readonly catalogs: Pick<CatalogReader, 'current' | 'atLeast'>;
  readonly sealer: Pick<Sealer, 'open' | 'sealCached' | 'hasKey' | 'keyedHash'>;
  readonly payoutProviders: PayoutProviders;
  /** Whether a program may lead to a loopback address: where people develop. */
  readonly loopbackUrls: boolean;
  readonly now: () => number;
}
