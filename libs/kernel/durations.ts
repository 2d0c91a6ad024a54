import { secondsBetween, Timestamp } from './time';

const UNITS = [
  ['d', 86_400],
  ['h', 3_600],
  ['m', 60],
] as const;

/**
 * How people say a wait: "3 h 12 m", "2 d 4 h", "45 s"; never more than two units, never less than a second.
 */
export function spokenDuration(seconds: number): string {
  const whole = Math.max(1, Math.ceil(seconds));
  if (whole < 60) return `${whole} s`;
  const parts: string[] = [];
  let rest = Math.ceil(whole / 60) * 60;
  for (const [unit, size] of UNITS) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) parts.push(`${count} ${unit}`);
  }
  return parts.slice(0, 2).join(' ');
}

export function spokenWait(from: Timestamp, until: Timestamp): string {
  return spokenDuration(secondsBetween(from, until));
}
