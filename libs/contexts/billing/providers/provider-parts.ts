import type { LedgerlineConfig } from '@ledgerline/platform/config';
import type { Ledger } from '@ledgerline/platform/ledger';
import type { Sealer } from '@ledgerline/platform/sealing';

/** What a provider may stand on. */
export interface ProviderParts {
  readonly config: LedgerlineConfig;
  readonly ledger: Ledger;
  readonly sealer: Pick<Sealer, 'deriveKey' | 'keyedHash'>;
  /** Epoch milliseconds. */
  readonly now: () => number;
}
