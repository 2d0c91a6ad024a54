import { setTimeout as pause } from 'node:timers/promises';

const LOOK_AGAIN_MS = 5;

/**
 * Waits for a condition, never for a time. Fails after `timeoutMs` (default 10 s), naming what did not
 * happen.
 */
export async function until(
  what: string,
  happened: () => boolean | Promise<boolean>,
  timeoutMs = 10_000,
): Promise<void> {
  for (const end = Date.now() + timeoutMs; Date.now() < end; await pause(LOOK_AGAIN_MS)) {
    if (await happened()) return;
  }
  throw new Error(`did not happen within ${timeoutMs} ms: ${what}`);
}
