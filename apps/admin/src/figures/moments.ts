import { formatDuration } from './durations';

const JUST_NOW_MS = 2_000;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `"just now"`, `"5 m ago"`, `"in 2 h 10 m"`. */
export function relativeTime(instant: string, nowMs: number): string {
  const differenceMs = Date.parse(instant) - nowMs;
  if (Number.isNaN(differenceMs)) return '–';
  if (differenceMs > 0) return differenceMs < JUST_NOW_MS ? 'now' : `in ${formatDuration(differenceMs)}`;
  return -differenceMs < JUST_NOW_MS ? 'just now' : `${formatDuration(-differenceMs)} ago`;
}

/** `"21 Nov 2026, 09:00:00 UTC"`: the ledger's days are UTC days, whoever looks at them from where. */
export function absoluteTime(instant: string): string {
  const at = new Date(instant);
  if (Number.isNaN(at.getTime())) return '–';
  return `${dayText(instant)}, ${at.toISOString().slice(11, 19)} UTC`;
}

/** `"21 Nov"`, in UTC. */
export function shortDate(instant: string): string {
  const at = new Date(instant);
  return Number.isNaN(at.getTime()) ? '–' : `${at.getUTCDate()} ${MONTHS[at.getUTCMonth()]}`;
}

/** `"21 Nov 2026"`, in UTC. */
export function dayText(instant: string): string {
  const at = new Date(instant);
  return Number.isNaN(at.getTime()) ? '–' : `${shortDate(instant)} ${at.getUTCFullYear()}`;
}
