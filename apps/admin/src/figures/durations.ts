const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** `"3 h 12 m"`, `"12 d 4 h"`, `"45 s"`: the two largest units, rounded down; below a second `"0 s"`. */
export function formatDuration(durationMs: number): string {
  const ms = Math.max(0, durationMs);
  if (ms < MINUTE_MS) return `${Math.floor(ms / SECOND_MS)} s`;
  if (ms < HOUR_MS) return `${Math.floor(ms / MINUTE_MS)} m`;
  const [large, largeName, small, smallName] =
    ms < DAY_MS ? [HOUR_MS, 'h', MINUTE_MS, 'm'] : [DAY_MS, 'd', HOUR_MS, 'h'];
  const rest = Math.floor((ms % large) / small);
  return `${Math.floor(ms / large)} ${largeName}${rest > 0 ? ` ${rest} ${smallName}` : ''}`;
}

/** How long work took: `"840 ms"`, `"1.2 s"`, `"2 m 5 s"`. */
export function formatElapsed(durationMs: number | null | undefined): string {
  if (durationMs === null || durationMs === undefined) return '–';
  if (durationMs < SECOND_MS) return `${Math.round(durationMs)} ms`;
  if (durationMs < MINUTE_MS) return `${(durationMs / SECOND_MS).toFixed(1)} s`;
  if (durationMs >= HOUR_MS) return formatDuration(durationMs);
  return `${Math.floor(durationMs / MINUTE_MS)} m ${Math.floor((durationMs % MINUTE_MS) / SECOND_MS)} s`;
}
