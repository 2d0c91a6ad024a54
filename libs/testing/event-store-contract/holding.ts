import { EventStore, RecordedEvent } from '@ledgerline/platform/eventstore';
import { until } from '../faults/until';
import { appendSurely, eventsOf, follow, newEvents, newStream, readWholeLog } from './contract-events';
import { ContractContext } from './contract-context';
import { HoldPoint } from './event-store-backend';

const POINTS: readonly HoldPoint[] = ['before its place is taken', 'between its place and its commit'];
const OTHERS = 20;

/**
 * The slow commit. What commits later than others that began after it must not be skipped by a reader that is
 * already past their places, whether it was reading all along or comes back to a checkpoint of its own.
 */
export function describeHolding(context: ContractContext): void {
  describe('an append held open while others commit', () => {
    for (const point of POINTS) {
      const never = context.traits.neverHolds[point];
      const why = never === undefined ? '' : ` [skipped: ${never}]`;
      (never === undefined ? it : it.skip)(
        `is skipped by no tail when it is held ${point}${why}`,
        async () => {
          const head = await context.store.head();
          const slow = newStream();
          const other = await context.backend.open();
          const held = await context.backend.holdAppend(point, slow);
          const seen: RecordedEvent[] = [];
          const following = follow(context.store, head, (messages) => {
            seen.splice(0, seen.length, ...eventsOf(messages));
            return seen.length === OTHERS + 1;
          });

          const quick = appendAll(other);
          await until('the others have committed, or wait for the one that is held', async () => {
            return quick.committed() === OTHERS || held.othersWait();
          });
          const early = eventsOf(
            await follow(context.store, head, (messages) => messages.at(-1)!.kind === 'caught-up'),
          );
          expect(early.map(({ stream }) => stream)).not.toContain(slow);
          await held.release();
          await quick.done;

          const whole = await readWholeLog(context.store, head);
          expect(whole.map(({ stream }) => stream)).toContain(slow);
          expect(whole).toHaveLength(OTHERS + 1);
          expect(eventsOf(await following)).toEqual(whole);
          const rest = whole.length - early.length;
          const late = await follow(context.store, early.at(-1)?.position ?? head, (messages) => {
            return eventsOf(messages).length === rest;
          });
          expect([...early, ...eventsOf(late)]).toEqual(whole);
        },
      );
    }
  });
}

function appendAll(store: EventStore): { readonly done: Promise<unknown>; committed(): number } {
  let committed = 0;
  const done = Promise.all(
    Array.from({ length: OTHERS }, async () => {
      await appendSurely(store, newStream(), 'no-stream', newEvents(1));
      committed += 1;
    }),
  );
  return { done, committed: () => committed };
}
