import { groupDigits } from './credits';

/** Where a limit is worth a look, in percent of its value. */
const WARNING_PERCENT = 80;

export type LimitLevel = 'unlimited' | 'ok' | 'warning' | 'full';

export interface LimitBar {
  readonly level: LimitLevel;
  /** `"3 of 10 used, 1 held"` or `"3 used"`. */
  readonly text: string;
  readonly usedPercent: number;
  /** What follows the used part; both together never exceed 100. */
  readonly heldPercent: number;
}

/** What the bar of one limit shows. A value of null is unlimited, without a bar; one of 0 is always full. */
export function limitBar(limit: {
  readonly used: number;
  readonly held: number;
  readonly value: number | null;
}): LimitBar {
  const { used, held, value } = limit;
  const heldText = held > 0 ? `, ${formatCount(held)} held` : '';
  if (value === null) {
    return {
      level: 'unlimited',
      text: `${formatCount(used)} used${heldText}`,
      usedPercent: 0,
      heldPercent: 0,
    };
  }
  const usedPercent = value === 0 ? 100 : Math.min(100, (used * 100) / value);
  const heldPercent = value === 0 ? 0 : Math.min(100 - usedPercent, (held * 100) / value);
  return {
    level: levelOf(used + held, value),
    text: `${formatCount(used)} of ${formatCount(value)} used${heldText}`,
    usedPercent,
    heldPercent,
  };
}

/** A whole number with grouped thousands; a dash where there is none. */
export function formatCount(count: number | string | null | undefined): string {
  if (count === null || count === undefined) return '–';
  const digits = String(count);
  return /^-?\d+$/.test(digits) ? digits.replace(/\d+/, groupDigits) : digits;
}

function levelOf(taken: number, value: number): LimitLevel {
  if (taken >= value) return 'full';
  return taken * 100 >= value * WARNING_PERCENT ? 'warning' : 'ok';
}
