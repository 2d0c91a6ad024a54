import { UsageError } from './cli-command';

interface Bounds {
  readonly least: number;
  readonly most: number;
  readonly otherwise: number;
}

/** The number an option was given, within bounds. @throws UsageError that names the bounds */
export function wholeNumber(
  option: string,
  given: string | true | undefined,
  { least, most, otherwise }: Bounds,
): number {
  if (given === undefined) return otherwise;
  const number = typeof given === 'string' && /^\d{1,15}$/.test(given) ? Number(given) : Number.NaN;
  if (number >= least && number <= most) return number;
  throw new UsageError(`${option} takes a whole number from ${least} to ${most}.`);
}
