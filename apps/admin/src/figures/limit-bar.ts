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

/**
 * What the bar of one limit shows. A limit of null is unlimited, without a bar; one of 0 is always full.
 * Credits and cost arrive as decimal texts: good enough for a bar as numbers, and shown as they came.
 */
export function limitBar({ used, held, limit }: LimitFigures): LimitBar {
  const unit = { used: Number(used), held: Number(held), value: limit === null ? null : Number(limit) };
  const heldText = unit.held > 0 ? `, ${formatCount(held)} held` : '';
  const { value } = unit;
  if (value === null) {
    return {
      level: 'unlimited',
      text: `${formatCount(used)} used${heldText}`,
      usedPercent: 0,
      heldPercent: 0,
    };
  }
  const usedPercent = value === 0 ? 100 : Math.min(100, (unit.used * 100) / value);
  const heldPercent = value === 0 ? 0 : Math.min(100 - usedPercent, (unit.held * 100) / value);
  return {
    level: levelOf(unit.used + unit.held, value),
    text: `${formatCount(used)} of ${formatCount(limit)} used${heldText}`,
    usedPercent,
    heldPercent,
  };
}

interface LimitFigures {
  readonly used: number | string;
  readonly held: number | string;
  readonly limit: number | string | null;
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
