import { parseCredits } from '@ledgerline/kernel';
import { JsonBody, LedgerClient } from '../play/ledger-client';
import { Books } from './books';

const PAGE_ROWS = 200;
const NOTHING = {
  ...{ granted: 0n, overdrawn: 0n, available: 0n, held: 0n, spent: 0n, expired: 0n, voided: 0n },
  accounts: 0,
};

/** What the read models say at `minPosition` or later, asked over HTTP: the sum of all account rows. */
export async function readModelBooks(client: LedgerClient, minPosition: string): Promise<Books> {
  const sums = { ...NOTHING };
  for await (const row of allOf(client, '/v1/accounts', minPosition)) {
    sums.granted += micros(row.lifetimeEarned);
    sums.available += micros(row.available) + micros(row.pending);
    sums.held += micros(row.held);
    sums.spent += micros(row.spent);
    sums.expired += micros(row.expired);
    sums.voided += micros(row.voided);
    sums.overdrawn += micros(row.overdrawn);
    sums.accounts++;
  }
  let openHolds = 0;
  for await (const hold of allOf(client, '/v1/holds', minPosition)) openHolds += hold ? 1 : 0;
  return { ...sums, openHolds };
}

/** The totals that the dashboard shows: kept by a projection of their own, so they must agree as well. */
export async function dashboardBooks(client: LedgerClient, minPosition: string): Promise<Books> {
  const { totals, cards } = (await client.query(`/v1/dashboard?minPosition=${minPosition}`)) as {
    totals: JsonBody;
    cards: { accounts: number; openHolds: number };
  };
  return {
    granted: micros(totals.granted),
    available: micros(totals.available) + micros(totals.pending),
    held: micros(totals.held),
    spent: micros(totals.spent),
    expired: micros(totals.expired),
    voided: micros(totals.voided),
    overdrawn: micros(totals.overdrawn),
    openHolds: Number(cards.openHolds),
    accounts: Number(cards.accounts),
  };
}

export async function* allOf(
  client: LedgerClient,
  path: string,
  minPosition: string,
): AsyncGenerator<JsonBody> {
  let cursor: string | null = null;
  do {
    const from: string = cursor ? `&cursor=${encodeURIComponent(cursor)}` : '';
    const page = await client.query(`${path}?limit=${PAGE_ROWS}&minPosition=${minPosition}${from}`);
    yield* page.items as JsonBody[];
    cursor = page.nextCursor as string | null;
  } while (cursor);
}

/** Credits leave the API as decimal strings. */
function micros(credits: unknown): bigint {
  if (credits === undefined || credits === null) return 0n;
  const parsed = typeof credits === 'string' ? parseCredits(credits) : undefined;
  if (parsed === undefined) throw new Error(`the API answered ${JSON.stringify(credits)} for credits`);
  return parsed;
}
