import type { FailpointName } from '@ledgerline/platform/failpoints';
import { ChildKind } from '../world/child';
import { Fault } from './fault';

/** Starting takes seconds on a busy machine, and so does getting to a place for the n-th time. */
const LEAST_MS = 15_000;
/** A place that nobody comes to in so long keeps other faults waiting no longer. */
const WAIT_MS_MAX = 20_000;
const LOOK_MS = 100;

/**
 * A fresh process dies at a named place, at its n-th visit of at most `visitsMax`. It is waited for a while.
 */
export function killAtFailpoint(
  place: FailpointName,
  { victims, visitsMax }: { readonly victims: readonly ChildKind[]; readonly visitsMax: number },
): Fault {
  return {
    name: `kill at ${place}`,
    victims,
    leastMs: LEAST_MS,
    inject: async ({ chance, pause, left }, victim) => {
      const doomed = victim.lives + 1;
      victim.armNextLife({ LEDGERLINE_FAILPOINT: `${place}:${chance.between(1, visitsMax)}` });
      victim.signal('SIGKILL');
      const givenUp = Math.max(0, left() - WAIT_MS_MAX);
      while (left() > givenUp && victim.lives <= doomed) await pause(LOOK_MS);
      if (victim.lives > doomed) return true;
      // Never reached: it must not die later, in the middle of another fault.
      const alive = victim.lives === doomed;
      if (alive) victim.signal('SIGKILL');
      await victim.hasEnded(doomed, 2_000);
      return !alive;
    },
  };
}
