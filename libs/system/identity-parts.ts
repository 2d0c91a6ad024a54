import { timestamp } from '@ledgerline/kernel';
import { seatsOf } from '@ledgerline/contexts/accounts';
import { agreedSeats } from '@ledgerline/contexts/billing';
import type { CatalogReader } from '@ledgerline/contexts/catalog';
import type { IdentityParts, TestClocks } from '@ledgerline/contexts/identity';
import type { Runtime } from '@ledgerline/platform/runtime';

/** Parties ask about tiers and seats, of which only contexts to their right know. */
export function identityParts({
  ledger,
  now,
  catalogs,
  clocks,
}: Pick<Runtime, 'ledger' | 'now'> & {
  readonly catalogs: CatalogReader;
  readonly clocks: TestClocks | undefined;
}): IdentityParts {
  return {
    ledger,
    now,
    knowsTier: (tier) => catalogs.current().tier(tier) !== undefined,
    seatsOf: async (workspaceId, tierBefore) =>
      seatsOf({ ledger, catalogs }, workspaceId, {
        tierBefore,
        agreed: await agreedSeats(ledger, workspaceId),
        now: timestamp(clocks ? await clocks.clockOf(workspaceId) : now()),
      }),
    testClocksEnabled: clocks !== undefined,
    hasTestClock: async (id) => clocks !== undefined && (await clocks.read(id)).status !== 'missing',
  };
}
