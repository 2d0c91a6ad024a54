import { invariant, roundedQuotient } from '@ledgerline/kernel';
import type { PricedLine, TaxTerms, Totals } from './lines';
import { splitExactly } from './split-exactly';

/** Percents have at most this many decimals. */
const PERCENT_SCALE = 10_000n;
const DECIMAL_PERCENT = /^(\d{1,3})(?:\.(\d{1,4}))?$/;

/** What lines come to. The tax of the sum is rounded once, never line by line. */
export function totalsOf(lines: readonly PricedLine[], tax: TaxTerms | null, currency: string): Totals {
  const sumMinor = lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
  const taxMinor = tax ? taxOf(sumMinor, tax) : 0n;
  return tax?.inclusive
    ? { subtotalMinor: sumMinor - taxMinor, taxMinor, totalMinor: sumMinor, currency }
    : { subtotalMinor: sumMinor, taxMinor, totalMinor: sumMinor + taxMinor, currency };
}

/** A line as it is taxed: net + tax = gross. */
export interface TaxedLine extends PricedLine {
  readonly netMinor: bigint;
  readonly taxMinor: bigint;
  readonly grossMinor: bigint;
}

/**
 * The lines with the tax that falls on each: over all of them exactly the totals. Where they come to nothing
 * before tax, as a credit note of one cent that is all tax, it falls on the first.
 */
export function taxedLines(
  lines: readonly PricedLine[],
  tax: TaxTerms | null,
  totals: Totals,
): readonly TaxedLine[] {
  const amounts = lines.map(({ amountMinor }) => amountMinor);
  const comeToNothing = amounts.reduce((sum, one) => sum + one, 0n) === 0n;
  const taxes = splitExactly(totals.taxMinor, comeToNothing ? amounts.map(firstOnly) : amounts);
  return lines.map((line, at) => {
    const taxMinor = taxes[at]!;
    const netMinor = tax?.inclusive ? line.amountMinor - taxMinor : line.amountMinor;
    return { ...line, netMinor, taxMinor, grossMinor: netMinor + taxMinor };
  });
}

const firstOnly = (_amount: bigint, at: number) => (at === 0 ? 1n : 0n);

/**
 * The part of totals that an amount is: its tax is what the tax of everything given back so far comes to,
 * less what the earlier parts had, so that parts which come to the whole have exactly its tax.
 */
export function partOfTotals(
  totals: Totals,
  part: { readonly amountMinor: bigint; readonly soFarMinor: bigint },
): Totals {
  const { totalMinor, currency } = totals;
  invariant(part.soFarMinor <= totalMinor, 'what is given back is never more than was paid');
  const taxMinor = taxWithin(totals, part.soFarMinor) - taxWithin(totals, part.soFarMinor - part.amountMinor);
  return { subtotalMinor: part.amountMinor - taxMinor, taxMinor, totalMinor: part.amountMinor, currency };
}

/** "8.1" per cent as 81,000 of a million; a percent is 100 × {@link PERCENT_SCALE} parts of the whole. */
export function percentParts(percent: string): bigint {
  const [, whole, fraction = ''] = DECIMAL_PERCENT.exec(percent) ?? [];
  invariant(whole !== undefined, 'a rate of tax is a decimal of at most four places');
  return BigInt(whole + fraction.padEnd(4, '0'));
}

function taxOf(sumMinor: bigint, { percent, inclusive }: TaxTerms): bigint {
  const [parts, whole] = [percentParts(percent), 100n * PERCENT_SCALE];
  return roundedQuotient(sumMinor * parts, inclusive ? whole + parts : whole);
}

function taxWithin({ taxMinor, totalMinor }: Totals, soFarMinor: bigint): bigint {
  return totalMinor === 0n ? 0n : roundedQuotient(taxMinor * soFarMinor, totalMinor);
}
