import { addMonths, Timestamp } from '@ledgerline/kernel';

/** What of one metric falls into one billing period. JSON: the quantity is digits. */
export interface UsagePeriod {
  readonly subscriptionId: string;
  readonly ordinal: number;
  readonly start: Timestamp;
  readonly end: Timestamp;
  readonly quantity: string;
  /** When it last changed. */
  readonly recordedAt: Timestamp;
}

/** How the periods of the subscription that lives are counted on; null months: its trial's end is not. */
export interface Counting {
  readonly anchor: Timestamp;
  readonly monthsBefore: number;
  readonly months: number | null;
}

/** So many are kept: ten years of months. */
const PERIODS_MAX = 120;

/**
 * A period began: the one before it ends there. What was counted into it before it was told of stays, and so
 * does the period's place.
 */
export function withPeriod(
  periods: readonly UsagePeriod[],
  begun: Omit<UsagePeriod, 'quantity' | 'recordedAt'>,
  fresh: Pick<UsagePeriod, 'quantity' | 'recordedAt'>,
  keptEmpty: Timestamp | null,
): readonly UsagePeriod[] {
  const isSame = (one: UsagePeriod) =>
    one.subscriptionId === begun.subscriptionId && one.ordinal === begun.ordinal;
  if (periods.some(isSame)) return periods.map((one) => (isSame(one) ? { ...one, ...begun } : one));
  return [...endedAt(periods, begun.start, keptEmpty), { ...begun, ...fresh }].slice(-PERIODS_MAX);
}

/**
 * Nothing is counted beyond the end of a subscription. A period that ends at the instant at which it began
 * has used what it has: it stays when it began at `keptEmpty`.
 */
export function endedAt(
  periods: readonly UsagePeriod[],
  at: Timestamp,
  keptEmpty: Timestamp | null,
): readonly UsagePeriod[] {
  return periods
    .filter(({ start }) => start < at || start === keptEmpty)
    .map((one) => (one.end > at ? { ...one, end: at } : one));
}

/**
 * The periods as far as an instant: one that has begun by the calendar before its stream said so is counted
 * in already, so that late news of it moves nothing from one bill to another.
 */
export function asFarAs(
  periods: readonly UsagePeriod[],
  { anchor, monthsBefore, months }: Counting,
  { at, carriedOver }: { readonly at: Timestamp; readonly carriedOver: string },
): readonly UsagePeriod[] {
  const last = periods.at(-1);
  if (!last || months === null || at < last.end) return periods;
  const begun = periods.filter(({ subscriptionId }) => subscriptionId === last.subscriptionId);
  let [reached, before] = [last, monthsBefore + months * stepsSince(begun, anchor, monthsBefore)];
  const more: UsagePeriod[] = [];
  while (at >= reached.end) {
    before += months;
    const { subscriptionId, ordinal, end: start } = reached;
    const end = addMonths(anchor, before + months);
    reached = {
      ...{ subscriptionId, ordinal: ordinal + 1, start, end },
      ...{ quantity: carriedOver, recordedAt: start },
    };
    more.push(reached);
  }
  return [...periods, ...more].slice(-PERIODS_MAX);
}

/** How many periods are counted beyond the one that the stream told of last. */
function stepsSince(periods: readonly UsagePeriod[], anchor: Timestamp, monthsBefore: number): number {
  const told = periods.findIndex(({ start }) => start === addMonths(anchor, monthsBefore));
  return told < 0 ? 0 : periods.length - 1 - told;
}
