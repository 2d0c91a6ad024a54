import type { Ledger } from '@ledgerline/platform/ledger';

/** What the context stands on in a running process. */
export interface IdentityParts {
  readonly ledger: Ledger;
  readonly now: () => number;
}
