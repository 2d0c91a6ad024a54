import { setTimeout as pause } from 'node:timers/promises';
import { EXIT_CODES, StartupFault } from '@ledgerline/platform/config';

export interface Reachable {
  /** In words for whoever started the process, without a password: `the database ledgerline at db:5432`. */
  readonly what: string;
  /** Rejects while it cannot be reached. */
  readonly attempt: () => Promise<unknown>;
  /** What to do about an error that does not pass by waiting; undefined for one that may. */
  readonly remedyOf: (error: unknown) => string | undefined;
  readonly patienceMs: number;
  /** Told once per failed attempt. */
  readonly onWait: (wait: { message: string; retryInMs: number }) => void;
}

const BACKOFF_MS_MIN = 250;
const BACKOFF_MS_MAX = 5_000;

/**
 * Waits for what the process cannot do without; it may be starting at the same time.
 * @throws StartupFault at once for what does not pass by waiting (78), else when the patience is over (69)
 */
export async function untilReachable(reachable: Reachable): Promise<void> {
  const { what, attempt, remedyOf, patienceMs, onWait } = reachable;
  const giveUpAt = performance.now() + patienceMs;
  for (let retryInMs = BACKOFF_MS_MIN; ; retryInMs = Math.min(2 * retryInMs, BACKOFF_MS_MAX)) {
    try {
      await attempt();
      return;
    } catch (error) {
      if (error instanceof StartupFault) throw error;
      const reason = reasonOf(error);
      const remedy = remedyOf(error);
      if (remedy) throw new StartupFault(`${what} refuses: ${reason}. ${remedy}`, EXIT_CODES.configuration);
      const leftMs = giveUpAt - performance.now();
      if (leftMs <= 0) throw new StartupFault(gaveUp(what, reason, patienceMs), EXIT_CODES.unavailable);
      const waitMs = Math.min(retryInMs, leftMs);
      onWait({ message: `${what} is not there yet (${reason}); waiting`, retryInMs: Math.round(waitMs) });
      await pause(waitMs);
    }
  }
}

function gaveUp(what: string, reason: string, patienceMs: number): string {
  if (patienceMs === 0) return `${what} is not there (${reason}). Start it, or correct its URL.`;
  return (
    `${what} was not there within ${patienceMs / 1_000} s (${reason}). Start it, or correct its URL; ` +
    `LEDGERLINE_START_TIMEOUT_SECONDS says how long to wait.`
  );
}

/** Node answers one error per address tried, and an empty message above them. */
function reasonOf(error: unknown): string {
  const { message, errors, code } = error as Error & { errors?: readonly Error[]; code?: string };
  return message || errors?.map((each) => each.message).join(', ') || code || 'no reason given';
}
