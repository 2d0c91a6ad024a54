/**
 * Credits are counted in micro-credits inside (`bigint`) and written as decimal strings outside (`"12.5"`).
 */
export type Micros = bigint;

export const MICROS_PER_CREDIT = 1_000_000n;

/** The most one account may hold: 10¹² credits, below the 2⁶³ of a column. What all come to is a `sum`. */
export const CREDITS_MICROS_MAX = 1_000_000_000_000n * MICROS_PER_CREDIT;

const DECIMAL_CREDITS = /^(-?)(\d{1,13})(?:\.(\d{1,6}))?$/;

/**
 * Parses `"12.5"` to 12500000n; `undefined` for anything but a decimal of at most 6 places within the bound.
 */
export function parseCredits(text: string): Micros | undefined {
  const match = DECIMAL_CREDITS.exec(text);
  if (!match) return undefined;
  const [, sign, whole, fraction = ''] = match;
  const magnitude = BigInt(whole!) * MICROS_PER_CREDIT + BigInt(fraction.padEnd(6, '0'));
  if (magnitude > CREDITS_MICROS_MAX || (sign === '-' && magnitude === 0n)) return undefined;
  return sign === '-' ? -magnitude : magnitude;
}

/** Writes 12500000n as `"12.5"`: no exponent, no trailing zeros. */
export function formatCredits(micros: Micros): string {
  const magnitude = micros < 0n ? -micros : micros;
  const whole = magnitude / MICROS_PER_CREDIT;
  const fraction = (magnitude % MICROS_PER_CREDIT).toString().padStart(6, '0').replace(/0+$/, '');
  return `${micros < 0n ? '-' : ''}${whole}${fraction && `.${fraction}`}`;
}

export function minMicros(a: Micros, b: Micros): Micros {
  return a < b ? a : b;
}
