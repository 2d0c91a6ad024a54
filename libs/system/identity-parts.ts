import { timestamp } from '@ledgerline/kernel';
import { seatsOf } from '@ledgerline/contexts/accounts';
import type { CatalogReader } from '@ledgerline/contexts/catalog';
import type { IdentityParts } from '@ledgerline/contexts/identity';
import type { Runtime } from '@ledgerline/platform/runtime';

/** Parties ask about tiers and seats, of which only contexts to their right know. */
export function identityParts({
  ledger,
  now,
  catalogs,
}: Pick<Runtime, 'ledger' | 'now'> & { readonly catalogs: CatalogReader }): IdentityParts {
  return {
    ledger,
    now,
    knowsTier: (tier) => catalogs.current().tier(tier) !== undefined,
    seatsOf: (workspaceId, tierBefore) =>
      seatsOf({ ledger, catalogs }, workspaceId, { tierBefore, now: timestamp(now()) }),
    hasTestClock: () => Promise.resolve(false),
  };
}
