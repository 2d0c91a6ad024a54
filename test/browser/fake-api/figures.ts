/** Deterministic chance, so that a photograph of a view looks the same twice. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const MICROS = 1_000_000;

/** A number of credits as the API writes it: a decimal string without trailing zeros. */
export function decimal(credits: number): string {
  const micros = Math.round(credits * MICROS);
  return String(micros / MICROS);
}

/** As the log of one store names its places. */
export function positionText(sequence: number): string {
  return `fake-${String(sequence).padStart(20, '0')}`;
}

export function at(nowMs: number, agoMs: number): string {
  return new Date(nowMs - agoMs).toISOString();
}

export function dayOf(nowMs: number, daysAgo: number): string {
  return at(nowMs, daysAgo * DAY_MS).slice(0, 10);
}

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;
