import { Position } from '@ledgerline/platform/eventstore';
import { ProjectionLag } from './projection-lag';

/** A read model that has not moved for so long, with events waiting, is stuck and not merely slow. */
export const STANDSTILL_MS_MAX = 30_000;

type Seen = Pick<ProjectionLag, 'name' | 'state' | 'position' | 'events'>;

/**
 * Tells a read model that stands still while the log moves on from one that is behind and catching up: a
 * check that is asked again and again. One that halted says so itself, at once; one that an operator paused
 * stands still on purpose.
 * @param now epoch milliseconds, or any clock that only moves forward
 * @returns rejects with the names of those that stand still
 */
export function standstillCheck(
  lags: () => Promise<readonly Seen[]>,
  now: () => number,
): () => Promise<void> {
  const since = new Map<string, { readonly position: Position | null; readonly atMs: number }>();
  return async () => {
    const stuck: string[] = [];
    for (const { name, state, position, events } of await lags()) {
      if (state === 'halted') {
        stuck.push(`${name} (halted) at ${position}`);
        continue;
      }
      const before = since.get(name);
      if (events === 0 || state === 'paused') since.delete(name);
      else if (before?.position !== position) since.set(name, { position, atMs: now() });
      else if (now() - before.atMs > STANDSTILL_MS_MAX) stuck.push(`${name} (${state}) at ${position}`);
    }
    if (stuck.length > 0) throw new Error(`read models stand still while the log moves: ${stuck.join(', ')}`);
  };
}
