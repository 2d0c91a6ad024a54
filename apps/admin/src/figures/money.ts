import { groupDigits } from './credits';

interface Money {
  readonly amount: string;
  readonly currency: string;
}

/** "1234.50" in USD as "1,234.50 USD": the API's own digits, which are exact, never a number. */
export function moneyText({ amount, currency }: Money): string {
  return `${amountText(amount)} ${currency}`;
}

/** "-1234.50" as "−1,234.50". */
export function amountText(amount: string): string {
  const [whole = '', fraction] = amount.replace('-', '').split('.');
  const digits = fraction === undefined ? groupDigits(whole) : `${groupDigits(whole)}.${fraction}`;
  return amount.startsWith('-') ? `−${digits}` : digits;
}

/** Whether it is more than nothing. */
export function isAny(amount: string): boolean {
  return minorOf(amount) > 0n;
}

/** Whether one is less than the other; both of one currency, so that their decimals are as many. */
export function isLess(one: string, other: string): boolean {
  return minorOf(one) < minorOf(other);
}

/** Sums by currency, exactly, with as many decimals as the amount that has most. */
export function sumsOf(amounts: readonly Money[]): readonly Money[] {
  const sums = new Map<string, Decimal>();
  for (const { amount, currency } of amounts) {
    const decimal = { minor: minorOf(amount), places: amount.split('.')[1]?.length ?? 0 };
    const sum = sums.get(currency);
    sums.set(currency, sum ? added(sum, decimal) : decimal);
  }
  return [...sums].map(([currency, sum]) => ({ amount: textOf(sum), currency }));
}

/** The same in one line: "12.50 USD + 300 JPY". */
export function sumText(amounts: readonly Money[]): string {
  return sumsOf(amounts).map(moneyText).join(' + ') || '0';
}

function minorOf(amount: string): bigint {
  return BigInt(amount.replace('.', ''));
}

interface Decimal {
  readonly minor: bigint;
  readonly places: number;
}

function added(one: Decimal, other: Decimal): Decimal {
  const places = Math.max(one.places, other.places);
  const scaled = (each: Decimal) => each.minor * 10n ** BigInt(places - each.places);
  return { places, minor: scaled(one) + scaled(other) };
}

function textOf({ minor, places }: Decimal): string {
  const digits = (minor < 0n ? -minor : minor).toString().padStart(places + 1, '0');
  const whole = digits.slice(0, digits.length - places);
  const fraction = places > 0 ? `.${digits.slice(-places)}` : '';
  return `${minor < 0n ? '-' : ''}${whole}${fraction}`;
}
