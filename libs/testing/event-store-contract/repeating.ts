import { randomUUID } from 'node:crypto';
import { appendSurely, newEvent, newEvents, newStream } from './contract-events';
import { ContractContext } from './contract-context';

export function describeRepeating(context: ContractContext): void {
  const repeated = context.traits.tellsRepeats;

  /** A stream of three events with commands, the first two of which were one append. */
  const prepare = async () => {
    const stream = newStream();
    const events = [0, 1, 2].map(() => newEvent({ command: { id: randomUUID(), index: 0 } }));
    const first = await context.store.append(stream, 'no-stream', events.slice(0, 2));
    return { stream, events, first };
  };

  describe('sending identical bytes again', () => {
    it('answers the original revision and positions', async () => {
      const { stream, events, first } = await prepare();
      const again = await context.store.append(stream, 'no-stream', events.slice(0, 2));
      expect(again).toEqual({ ...first, repeated });
      expect((await context.store.readStream(stream, { countMax: 9 })).events).toHaveLength(2);
    });

    it('answers the original also when later events are present', async () => {
      const { stream, events, first } = await prepare();
      await context.store.append(stream, 1n, events.slice(2));
      const again = await context.store.append(stream, 'no-stream', events.slice(0, 2));
      expect(again).toEqual({ ...first, repeated });
    });

    it('answers a prefix, and the rest of a batch at its own revision', async () => {
      const { stream, events, first } = await prepare();
      if (first.outcome !== 'ok') throw new Error(first.outcome);
      const prefix = await context.store.append(stream, 'no-stream', events.slice(0, 1));
      expect(prefix).toMatchObject({
        outcome: 'ok',
        revision: 0n,
        position: first.positions[0],
        repeated,
      });
      const rest = await context.store.append(stream, 0n, events.slice(1, 2));
      expect(rest).toMatchObject({
        outcome: 'ok',
        revision: 1n,
        position: first.positions[1],
        repeated,
      });
    });

    it('answers events that had come in two appends, each at its own position', async () => {
      const { stream, events, first } = await prepare();
      await context.store.append(newStream(), 'no-stream', newEvents(5));
      const second = await context.store.append(stream, 1n, events.slice(2));
      if (first.outcome !== 'ok' || second.outcome !== 'ok') throw new Error('not prepared');
      const all = await context.store.append(stream, 'no-stream', events);
      expect(all).toMatchObject({ repeated, positions: [...first.positions, ...second.positions] });
    });

    it('is a conflict with one more event', async () => {
      const { stream, events } = await prepare();
      const more = await context.store.append(stream, 'no-stream', events);
      expect(more).toEqual({ outcome: 'conflict', actual: 1n });
    });

    it('is a conflict at a revision that is neither the original nor the head', async () => {
      const { stream, events } = await prepare();
      await context.store.append(stream, 1n, events.slice(2));
      const elsewhere = await context.store.append(stream, 0n, events.slice(0, 1));
      expect(elsewhere).toEqual({ outcome: 'conflict', actual: 2n });
    });

    it('is a conflict with another id in it, and does not compare payloads', async () => {
      const { stream, events } = await prepare();
      const otherId = [events[0]!, newEvent()];
      expect(await context.store.append(stream, 'no-stream', otherId)).toMatchObject({ outcome: 'conflict' });
      const otherData = events.slice(0, 2).map((event) => ({ ...event, data: '{"other":true}' }));
      expect(await context.store.append(stream, 'no-stream', otherData)).toMatchObject({
        outcome: 'ok',
        repeated,
      });
      const { events: stored } = await context.store.readStream(stream, { countMax: 9 });
      expect(stored.map(({ data }) => data)).toEqual(['{"n":1}', '{"n":1}']);
    });

    it('answers all of several identical appends at the same instant, and writes once', async () => {
      const stream = newStream();
      const events = newEvents(2);
      const other = await context.backend.open();
      const stores = [context.store, other, context.store, other, context.store, other];
      // EventStoreDB leaves the slower of two twins waiting, and then does not know.
      const answers = await Promise.all(
        stores.map((store) => appendSurely(store, stream, 'no-stream', events)),
      );
      expect(answers.filter(({ outcome }) => outcome === 'ok')).toHaveLength(6);
      const written = answers.filter((answer) => answer.outcome === 'ok' && !answer.repeated);
      expect(written).toHaveLength(repeated ? 1 : 6);
      const places = new Set(answers.map((answer) => answer.outcome === 'ok' && answer.positions.join()));
      expect(places.size).toBe(1);
      expect((await context.store.readStream(stream, { countMax: 9 })).events).toHaveLength(2);
    });
  });

  // Where stores differ. Ids hold the revision they were made for, so the executor never sends this.
  describe('the same ids at the head’s revision', () => {
    it('is a duplicate where the events have a command', async () => {
      const { stream, events } = await prepare();
      const answer = await context.store.append(stream, 1n, events.slice(0, 2));
      expect(answer).toEqual({
        outcome: 'duplicate',
        commandIds: events.slice(0, 2).map((e) => e.command!.id),
      });
    });

    it('is stored again where they have none: ids are not unique, as in EventStoreDB', async () => {
      const stream = newStream();
      const events = newEvents(1);
      await context.store.append(stream, 'no-stream', events);
      const again = await context.store.append(stream, 0n, events);
      expect(again).toMatchObject({ outcome: 'ok', revision: 1n, repeated: false });
    });
  });
}
