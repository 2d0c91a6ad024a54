import { parseCredits, parseMoney } from '@ledgerline/kernel';
import type { CatalogDocument } from '@ledgerline/contexts/catalog';
import { shareOf } from './reward';

/** What money buys as store credit, at the catalog's credit price; undefined where its currency has none. */
export function storeCreditMicros(
  { creditPrices = [] }: CatalogDocument,
  { amountMinor, currency }: { readonly amountMinor: bigint; readonly currency: string },
): bigint | undefined {
  const entry = creditPrices.find(({ price }) => price.currency === currency);
  const priceMinor = entry && parseMoney(entry.price.amount, currency);
  const creditsMicros = entry && parseCredits(entry.credits);
  return priceMinor && creditsMicros ? shareOf(creditsMicros, amountMinor, priceMinor) : undefined;
}
