/** Digits behind the point, for the currencies of ISO 4217 that do not have two. */
const MINOR_DIGITS: Readonly<Record<string, number>> = {
  BIF: 0,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  ISK: 0,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  PYG: 0,
  RWF: 0,
  UGX: 0,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
  BHD: 3,
  IQD: 3,
  JOD: 3,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  TND: 3,
};

/** The largest whole amount an input may name, in any currency: twelve digits before the point. */
export const MONEY_WHOLE_MAX = 10n ** 12n - 1n;

const DECIMAL_MONEY = /^(\d{1,12})(?:\.(\d{1,6}))?$/;

export function minorDigits(currency: string): number {
  return MINOR_DIGITS[currency] ?? 2;
}

/**
 * Parses "10.00" USD to 1000n minor units; `undefined` when it is no decimal, has fractions of a minor unit
 * or a whole part above {@link MONEY_WHOLE_MAX}.
 */
export function parseMoney(text: string, currency: string): bigint | undefined {
  return parseDecimal(text, minorDigits(currency));
}

/** Writes 1000n USD as "10.00". */
export function formatMoney(minor: bigint, currency: string): string {
  return formatDecimal(minor, minorDigits(currency));
}

/** The most that one piece of work may have cost: beyond a million dollars somebody mistook the unit. */
export const USD_MICROS_MAX = 10n ** 12n;

/**
 * Costs too small for cents: "0.0123" US dollars to 12300n millionths; `undefined` above
 * {@link USD_MICROS_MAX}.
 */
export function parseUsdMicros(text: string): bigint | undefined {
  const micros = parseDecimal(text, 6);
  return micros !== undefined && micros <= USD_MICROS_MAX ? micros : undefined;
}

export function formatUsdMicros(micros: bigint): string {
  return formatDecimal(micros, 6);
}

function parseDecimal(text: string, digits: number): bigint | undefined {
  const [, whole, fraction = ''] = DECIMAL_MONEY.exec(text) ?? [];
  if (whole === undefined || fraction.length > digits) return undefined;
  return BigInt(whole + fraction.padEnd(digits, '0'));
}

function formatDecimal(value: bigint, digits: number): string {
  const magnitude = (value < 0n ? -value : value).toString().padStart(digits + 1, '0');
  const whole = magnitude.slice(0, magnitude.length - digits);
  const fraction = magnitude.slice(magnitude.length - digits);
  return `${value < 0n ? '-' : ''}${whole}${digits > 0 ? `.${fraction}` : ''}`;
}
