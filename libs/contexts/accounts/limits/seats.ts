import { Timestamp, UNLIMITED } from '@ledgerline/kernel';
import type { Ledger } from '@ledgerline/platform/ledger';
import { accountStream, CatalogSource } from '../domain/account-stream';
import { limitInForce } from '../domain/limit-demand';

/** The limit by which the catalog says how many members a workspace has. */
const SEATS = 'seats';

/**
 * How many members an account allows now: its own value, else the environment's, else its plan's or its
 * tier's, of which a subscription may have agreed on fewer; null is any number. An account that is not open
 * yet is asked as one of `tierBefore`.
 */
export async function seatsOf(
  { ledger, catalogs }: { ledger: Ledger; catalogs: CatalogSource },
  accountId: string,
  { tierBefore, agreed, now }: { tierBefore: string; agreed: number | null; now: Timestamp },
): Promise<number | null> {
  const limit = catalogs.current().limit(SEATS);
  if (!limit) return null;
  const { state } = await ledger.read(accountStream(catalogs), accountId);
  const asked = state.status === 'missing' ? { ...state, tier: tierBefore } : state;
  const { limitValue, enforced, source } = limitInForce(limit, asked, now);
  if (!enforced) return null;
  const allowed = limitValue === UNLIMITED ? null : Number(limitValue);
  if (agreed === null || source === 'override' || source === 'environment') return allowed;
  return Math.min(agreed, allowed ?? agreed);
}
