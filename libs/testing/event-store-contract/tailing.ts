import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  EventStore,
  Position,
  PositionRefused,
  RecordedEvent,
  TailMessage,
  positionOf,
} from '@ledgerline/platform/eventstore';
import {
  appendSurely,
  eventsOf,
  follow,
  newEvent,
  newEvents,
  newStream,
  readWholeLog,
} from './contract-events';
import { ContractContext } from './contract-context';

const caughtUp = (messages: readonly TailMessage[]): boolean => messages.at(-1)?.kind === 'caught-up';

export function describeTailing(context: ContractContext): void {
  describe('tailing', () => {
    it('delivers the whole log in order from the beginning, then says that it has caught up', async () => {
      await context.store.append(newStream(), 'no-stream', newEvents(3));
      const messages = await follow(context.store, undefined, caughtUp);
      expect(eventsOf(messages)).toEqual(await readWholeLog(context.store));
      expect(messages.at(-1)).toEqual({ kind: 'caught-up' });
    });

    it('begins after the position it is given, exclusive of it', async () => {
      const answer = await context.store.append(newStream(), 'no-stream', newEvents(3));
      if (answer.outcome !== 'ok') throw new Error(answer.outcome);
      const messages = await follow(context.store, answer.positions[0], caughtUp);
      expect(eventsOf(messages).map(({ position }) => position)).toEqual(answer.positions.slice(1));
    });

    it('says at once that it has caught up at the end, and again after each new event', async () => {
      const head = await context.store.head();
      const messages = await follow(context.store, head, async (seen) => {
        const told = seen.filter(({ kind }) => kind === 'caught-up').length;
        if (seen.at(-1)!.kind === 'caught-up' && told < 3) {
          await context.store.append(newStream(), 'no-stream', [newEvent()]);
        }
        return told === 3;
      });
      const kinds = messages.map(({ kind }) => kind);
      expect(kinds).toEqual(['caught-up', 'event', 'caught-up', 'event', 'caught-up']);
    });

    it('delivers what many append meanwhile, each stream in its order', async () => {
      const head = await context.store.head();
      const streams = Array.from({ length: 10 }, () => newStream());
      const appending = streams.map(async (stream) => {
        for (let n = -1n; n < 19n; n++)
          await context.store.append(stream, n < 0n ? 'no-stream' : n, newEvents(1));
      });
      const events = eventsOf(await follow(context.store, head, (seen) => eventsOf(seen).length === 200));
      await Promise.all(appending);
      expect(events).toEqual(await readWholeLog(context.store, head));
    });

    it('holds back for a slow reader instead of losing or buffering all', async () => {
      const head = await context.store.head();
      await context.store.append(newStream(), 'no-stream', newEvents(2_500));
      let handled = 0;
      await follow(context.store, head, async (seen) => {
        const message = seen.at(-1)!;
        if (message.kind !== 'event') return true;
        await nextTurn();
        expect(message.event.revision).toBe(BigInt(handled++));
        return false;
      });
      expect(handled).toBe(2_500);
    });

    const breaking = context.traits.breaksTails ? it : it.skip;
    const why = context.traits.breaksTails ? '' : ' [skipped: nothing here can break]';
    breaking(
      `delivers everything once and in order while its connection is broken at random${why}`,
      async () => {
        const head = await context.store.head();
        const streams = Array.from({ length: 5 }, () => newStream());
        const appending = streams.map(async (stream, at) => {
          for (let n = -1n; n < 39n; n++) {
            await appendSurely(context.store, stream, n < 0n ? 'no-stream' : n, newEvents(1));
            if ((Number(n) + 7 * at) % 13 === 0) await context.backend.breakTails(at % 2 ? 'end' : 'error');
          }
        });
        const messages = await follow(context.store, head, (seen) => eventsOf(seen).length >= 200);
        await Promise.all(appending);
        expect(eventsOf(messages)).toEqual(await readAfterBreaks(context.store, head));
      },
    );

    breaking(`goes on after a normal end of what it is read over${why}`, async () => {
      const head = await context.store.head();
      const seen = await follow(context.store, head, async (messages) => {
        const events = eventsOf(messages).length;
        if (messages.at(-1)!.kind !== 'caught-up' || events >= 2) return events >= 2;
        await context.backend.breakTails('end');
        await appendSurely(context.store, newStream(), 'no-stream', [newEvent()]);
        return false;
      });
      expect(eventsOf(seen)).toEqual(await readAfterBreaks(context.store, head));
    });

    it('ends when its signal aborts, also while it waits for more', async () => {
      const stop = new AbortController();
      const seen: string[] = [];
      for await (const { kind } of context.store.tail({
        after: await context.store.head(),
        signal: stop.signal,
      })) {
        seen.push(kind);
        setImmediate(() => stop.abort());
      }
      expect(seen).toEqual(['caught-up']);
    });

    it('refuses a position of another log and one ahead of the end, before delivering anything', async () => {
      const from = (after: string) => follow(context.store, after, () => true);
      await expect(from(positionOf('elsewhere', 1n))).rejects.toThrow(PositionRefused);
      await expect(from(positionOf(context.store.storeId, 10n ** 15n))).rejects.toThrow(
        /ahead of the log's end/,
      );
    });
  });
}

/** A read that is in flight when its connection breaks fails, and the next one does not. */
async function readAfterBreaks(
  store: EventStore,
  from: Position | undefined,
): Promise<readonly RecordedEvent[]> {
  for (let left = 5; ; left -= 1) {
    try {
      return await readWholeLog(store, from);
    } catch (error) {
      if (left === 0) throw error;
    }
  }
}
