import type { FailpointName } from '@ledgerline/platform/failpoints';
import { ChildKind } from '../world/child';
import { Fault } from './fault';

const VISITS_MAX = 60;
const REACHED_WITHIN_MS = 12_000;
const LOOK_MS = 250;

/** A fresh process dies at the n-th visit of a named place. */
export function killAtFailpoint(place: FailpointName, victims: readonly ChildKind[]): Fault {
  return {
    name: `kill at ${place}`,
    victims,
    weight: 2,
    inject: async ({ chance, pause }, victim) => {
      const doomed = victim.lives + 1;
      victim.armNextLife({ LEDGERLINE_FAILPOINT: `${place}:${chance.between(1, VISITS_MAX)}` });
      victim.signal('SIGKILL');
      for (let waitedMs = 0; waitedMs < REACHED_WITHIN_MS; waitedMs += LOOK_MS) {
        await pause(LOOK_MS);
        if (victim.lives > doomed) return true;
      }
      // Never reached: it must not die later, in the middle of another fault.
      const alive = victim.lives === doomed;
      if (alive) victim.signal('SIGKILL');
      await victim.hasEnded(doomed, 2_000);
      return !alive;
    },
  };
}
