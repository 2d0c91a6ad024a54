const DECIMAL = /^([-+]?)(\d+)(?:\.(\d{1,6}))?$/;
const MICROS_PER_CREDIT = 1_000_000n;
const PLACES = 6;
const SHARE_STEPS = 100_000n;

/** Micro-credits of a decimal string, exactly; undefined for anything else. */
export function parseMicros(credits: string | null | undefined): bigint | undefined {
  const match = DECIMAL.exec(credits ?? '');
  if (!match) return undefined;
  const [, sign, whole, fraction = ''] = match;
  const magnitude = BigInt(whole!) * MICROS_PER_CREDIT + BigInt(fraction.padEnd(PLACES, '0'));
  return sign === '-' ? -magnitude : magnitude;
}

/**
 * `"1234567.5"` as `"1,234,567.5"`, digit by digit: a floating point number would lose cents of a large sum.
 * `places` rounds half away from zero for a headline; `sign` shows the plus of a gain.
 */
export function formatCredits(
  credits: string | null | undefined,
  { places = PLACES, sign = false }: { places?: number; sign?: boolean } = {},
): string {
  const exact = parseMicros(credits);
  if (exact === undefined) return '–';
  const micros = rounded(exact, places);
  const magnitude = micros < 0n ? -micros : micros;
  const fraction = (magnitude % MICROS_PER_CREDIT).toString().padStart(PLACES, '0').replace(/0+$/, '');
  const whole = groupDigits((magnitude / MICROS_PER_CREDIT).toString());
  const before = micros < 0n ? '−' : sign && micros > 0n ? '+' : '';
  return `${before}${whole}${fraction && `.${fraction}`}`;
}

/** `"1234567"` as `"1,234,567"`. */
export function groupDigits(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
}

/** Part of a whole in percent, 0 to 100. Good for a bar's width, not for arithmetic. */
export function sharePercent(part: bigint, whole: bigint): number {
  if (whole <= 0n || part <= 0n) return 0;
  const steps = (part * SHARE_STEPS) / whole;
  return Math.min(100, Number(steps) / Number(SHARE_STEPS / 100n));
}

function rounded(micros: bigint, places: number): bigint {
  const unit = 10n ** BigInt(PLACES - places);
  const half = micros < 0n ? -unit / 2n : unit / 2n;
  return ((micros + half) / unit) * unit;
}
