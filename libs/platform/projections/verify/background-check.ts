import { pause } from '../turn';
import { verifyProjections, VerifyOptions, VerifyReport } from './verify-projections';

export interface BackgroundCheckOptions extends Pick<
  VerifyOptions,
  'store' | 'pool' | 'projections' | 'decode'
> {
  /** Names the rows of each round; another text, other rows. */
  readonly newSeed: () => string;
  readonly verified: (report: VerifyReport) => void;
  readonly failed: (error: unknown) => void;
  /** Rows of each read model in one round; default {@link CHECK_ROWS}. */
  readonly rows?: number;
  /** From the end of a round to the next; default {@link CHECK_EVERY_MS}. */
  readonly everyMs?: number;
  /** After each page of the log; default {@link CHECK_REST_MS}. */
  readonly restMs?: number;
}

export const CHECK_ROWS = 100;
export const CHECK_EVERY_MS = 600_000;

/** A page of 2,000 events a second costs a few percent of one core, however long the log is. */
export const CHECK_REST_MS = 1_000;

/**
 * Recomputes a few rows of every read model from the log, round after round, slowly: what nobody would think
 * of looking at is looked at. A finding is told, never mended; a failed round does not end the check.
 */
export async function checkInBackground(options: BackgroundCheckOptions, signal: AbortSignal): Promise<void> {
  const { rows = CHECK_ROWS, everyMs = CHECK_EVERY_MS, restMs = CHECK_REST_MS } = options;
  while (!signal.aborted) {
    try {
      const scope = { kind: 'sample', rows, seed: options.newSeed() } as const;
      const paged = (): Promise<void> => pause(restMs, signal);
      options.verified(await verifyProjections({ ...options, scope, signal, paged }));
    } catch (error) {
      if (!signal.aborted) options.failed(error);
    }
    await pause(everyMs, signal);
  }
}
