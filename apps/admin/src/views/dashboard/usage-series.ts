import type { UsageOfDay } from '../../api/contract';
import { parseMicros } from '../../figures/credits';
import { daysUpTo } from '../../figures/days';

export type Measure = 'generations' | 'credits' | 'refused';

export interface UsageSeries {
  /** `YYYY-MM-DD`, oldest first, without gaps. */
  readonly days: readonly string[];
  /** Busiest first, the rest added up as `other`; `values` run along `days`. */
  readonly actions: readonly {
    readonly action: string;
    readonly values: readonly number[];
    readonly total: number;
  }[];
}

/** As many as there are colours that can be told apart, the last being for the rest. */
const ACTIONS_MAX = 7;
const MICROS = 1_000_000;

/**
 * One line of values per action over the last `dayCount` days up to `lastDay`. Numbers are for drawing:
 * a figure to rely on is read from its decimal string.
 */
export function usageSeries(
  usage: readonly UsageOfDay[],
  { measure, dayCount, lastDay }: { measure: Measure; dayCount: number; lastDay: string },
): UsageSeries {
  const days = daysUpTo(lastDay, dayCount);
  const indexOf = new Map(days.map((day, index) => [day, index]));
  const byAction = new Map<string, number[]>();
  for (const row of usage) {
    const index = indexOf.get(row.day.slice(0, 10));
    if (index === undefined) continue;
    const values = byAction.get(row.action) ?? Array.from(days, () => 0);
    values[index]! += valueOf(row, measure);
    byAction.set(row.action, values);
  }
  const ranked = [...byAction]
    .map(([action, values]) => ({ action, values, total: sum(values) }))
    .filter(({ total }) => total > 0)
    .sort((a, b) => b.total - a.total || a.action.localeCompare(b.action));
  return { days, actions: withRestAdded(ranked, days.length) };
}

function withRestAdded(ranked: UsageSeries['actions'], length: number): UsageSeries['actions'] {
  if (ranked.length <= ACTIONS_MAX + 1) return ranked;
  const rest = ranked.slice(ACTIONS_MAX);
  const values = Array.from({ length }, (_, index) => sum(rest.map((each) => each.values[index] ?? 0)));
  return [...ranked.slice(0, ACTIONS_MAX), { action: 'other', values, total: sum(values) }];
}

function valueOf(row: UsageOfDay, measure: Measure): number {
  if (measure === 'credits') return Number(parseMicros(row.credits) ?? 0n) / MICROS;
  return Number(row[measure]);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
