import { Timestamp, UNLIMITED } from '@ledgerline/kernel';
import type { Ledger } from '@ledgerline/platform/ledger';
import { accountStream, CatalogSource } from '../domain/account-stream';
import { limitInForce } from '../domain/limit-demand';

/** The limit by which the catalog says how many members a workspace has. */
const SEATS = 'seats';

/**
 * How many members an account allows now: its own value, its plan's or its tier's; null is any number. An
 * account that is not open yet is asked as one of `tierBefore`.
 */
export async function seatsOf(
  { ledger, catalogs }: { ledger: Ledger; catalogs: CatalogSource },
  accountId: string,
  { tierBefore, now }: { tierBefore: string; now: Timestamp },
): Promise<number | null> {
  const limit = catalogs.current().limit(SEATS);
  if (!limit) return null;
  const { state } = await ledger.read(accountStream(catalogs), accountId);
  const asked = state.status === 'missing' ? { ...state, tier: tierBefore } : state;
  const { limitValue, enforced } = limitInForce(limit, asked, now);
  return enforced && limitValue !== UNLIMITED ? Number(limitValue) : null;
}
