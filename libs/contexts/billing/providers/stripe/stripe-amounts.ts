import { minorDigits } from '@ledgerline/kernel';
import { ProviderRefused } from '../payment-provider';

/** Charged at Stripe in whole units, where ISO 4217 has none or (MGA) hardly any smaller ones. */
const WHOLE_UNITS = new Set(
  'BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF'.split(' ') as readonly string[],
);
/** Written with three decimals, of which the last must be 0. */
const THREE_DECIMALS = new Set(['BHD', 'JOD', 'KWD', 'OMR', 'TND']);
/** Have no smaller unit, and are written with two decimals all the same, which must be 0. */
const WHOLE_WITH_DECIMALS = new Set(['ISK', 'UGX']);

/**
 * Our minor units as the integer Stripe expects, exactly.
 * @throws ProviderRefused `amount-not-expressible` where Stripe's smallest step does not reach the amount
 */
export function stripeAmount(amountMinor: bigint, currency: string): number {
  const ours = minorDigits(currency);
  const theirs = stripeDigits(currency);
  const scaled = theirs >= ours ? amountMinor * 10n ** BigInt(theirs - ours) : undefined;
  const shrunk = 10n ** BigInt(Math.max(ours - theirs, 0));
  const amount = scaled ?? amountMinor / shrunk;
  const exact = scaled !== undefined || amount * shrunk === amountMinor;
  if (exact && amount % stepOf(currency) === 0n && amount <= BigInt(Number.MAX_SAFE_INTEGER)) {
    return Number(amount);
  }
  throw new ProviderRefused(
    'amount-not-expressible',
    `Stripe cannot take ${amountMinor} minor units of ${currency}: it counts in steps of ${stepOf(currency)}` +
      ` with ${theirs} decimals`,
  );
}

/** What Stripe says, in our minor units: exact, for all it can say are steps of ours. */
export function minorOfStripe(
  amount: number,
  currencyInAnyCase: string,
): { amountMinor: bigint; currency: string } {
  const currency = currencyInAnyCase.toUpperCase();
  const difference = minorDigits(currency) - stripeDigits(currency);
  const units = BigInt(amount);
  return {
    currency,
    amountMinor: difference >= 0 ? units * 10n ** BigInt(difference) : units / 10n ** BigInt(-difference),
  };
}

function stripeDigits(currency: string): number {
  if (WHOLE_UNITS.has(currency)) return 0;
  return THREE_DECIMALS.has(currency) ? 3 : 2;
}

function stepOf(currency: string): bigint {
  if (THREE_DECIMALS.has(currency)) return 10n;
  return WHOLE_WITH_DECIMALS.has(currency) ? 100n : 1n;
}
