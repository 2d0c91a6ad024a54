import { formatCredits, parseCredits, parseMoney } from '@ledgerline/kernel';
import type { CatalogDocument, PackageEntry } from '@ledgerline/contexts/catalog';
import type { PricedLine } from '../../domain/money/lines';
import type { OrderPurpose } from '../../domain/order/order-events';

/** What is bought, and the line that prices it. */
export interface Purchase {
  readonly purpose: Extract<OrderPurpose, { kind: 'credits' }>;
  readonly line: PricedLine;
}

export function packagePurchase(entry: PackageEntry): Purchase {
  const unitMinor = parseMoney(entry.price.amount, entry.price.currency)!;
  return {
    purpose: {
      kind: 'credits',
      package: entry.name,
      creditsMicros: parseCredits(entry.credits)!,
      expireAfterDays: entry.expiresAfterDays,
    },
    line: { type: 'credits', description: entry.description, quantity: 1, unitMinor, amountMinor: unitMinor },
  };
}

/** An amount of the buyer's own; `undefined` where the catalog has no price for it in this currency. */
export function amountPurchase(
  { creditPrices = [] }: Pick<CatalogDocument, 'creditPrices'>,
  { creditsMicros, currency }: { creditsMicros: bigint; currency: string },
): Purchase | undefined {
  const entry = creditPrices.find(({ price }) => price.currency === currency);
  if (!entry) return undefined;
  const amountMinor = priceOfCredits({
    creditsMicros,
    perMicros: parseCredits(entry.credits)!,
    priceMinor: parseMoney(entry.price.amount, currency)!,
  });
  const description = `${formatCredits(creditsMicros)} credits`;
  return {
    purpose: { kind: 'credits', package: null, creditsMicros, expireAfterDays: null },
    line: { type: 'credits', description, quantity: 1, unitMinor: amountMinor, amountMinor },
  };
}

/** Rounded up to the minor unit, once: credits are never sold below their price. */
export function priceOfCredits(of: {
  readonly creditsMicros: bigint;
  readonly perMicros: bigint;
  readonly priceMinor: bigint;
}): bigint {
  return (of.creditsMicros * of.priceMinor + of.perMicros - 1n) / of.perMicros;
}
