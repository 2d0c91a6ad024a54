import { randomUUID } from 'node:crypto';
import { newEvent, newEvents, newStream } from './contract-events';
import { ContractContext } from './contract-context';

export function describeAppending(context: ContractContext): void {
  describe('appending', () => {
    it('begins a stream at revision 0 and counts on from there', async () => {
      const stream = newStream();
      const first = await context.store.append(stream, 'no-stream', newEvents(2));
      expect(first).toMatchObject({ outcome: 'ok', revision: 1n, repeated: false });
      expect(await context.store.append(stream, 1n, newEvents(1))).toMatchObject({
        outcome: 'ok',
        revision: 2n,
      });
    });

    it('answers the position of each event, the last being the append’s, without a hole', async () => {
      const before = await context.store.head();
      const answer = await context.store.append(newStream(), 'no-stream', newEvents(3));
      if (answer.outcome !== 'ok') throw new Error(answer.outcome);
      expect(answer.positions).toHaveLength(3);
      expect(answer.positions.at(-1)).toBe(answer.position);
      expect(answer.position).toBe(await context.store.head());
      expect(await context.store.countAfter(before)).toBe(3);
    });

    it('refuses NO_STREAM on a stream that exists, naming where it is', async () => {
      const stream = newStream();
      await context.store.append(stream, 'no-stream', newEvents(2));
      const answer = await context.store.append(stream, 'no-stream', newEvents(1));
      expect(answer).toEqual({ outcome: 'conflict', actual: 1n });
    });

    it('refuses a revision behind and one ahead, naming where the stream is', async () => {
      const stream = newStream();
      await context.store.append(stream, 'no-stream', newEvents(2));
      expect(await context.store.append(stream, 0n, newEvents(1))).toEqual({
        outcome: 'conflict',
        actual: 1n,
      });
      expect(await context.store.append(stream, 2n, newEvents(1))).toEqual({
        outcome: 'conflict',
        actual: 1n,
      });
    });

    it('refuses a revision of a stream that does not exist', async () => {
      const answer = await context.store.append(newStream(), 0n, newEvents(1));
      expect(answer).toEqual({ outcome: 'conflict', actual: 'no-stream' });
    });

    const late = context.traits.startsStreamsLate ? it : it.skip;
    const why = context.traits.startsStreamsLate ? '' : ' [skipped: a real server begins every stream at 0]';
    late(`takes revisions beyond 2^53 exactly${why}`, async () => {
      const stream = newStream();
      await context.backend.startStreamAt(stream, 9_007_199_254_740_993n);
      const answer = await context.store.append(stream, 9_007_199_254_740_993n, newEvents(2));
      expect(answer).toMatchObject({ outcome: 'ok', revision: 9_007_199_254_740_995n });
      const page = await context.store.readStream(stream, { countMax: 10 });
      expect(page.head).toBe(9_007_199_254_740_995n);
      expect(page.events.map(({ revision }) => revision)).toEqual([
        9_007_199_254_740_994n,
        9_007_199_254_740_995n,
      ]);
      const behind = await context.store.append(stream, 9_007_199_254_740_994n, newEvents(1));
      expect(behind).toEqual({ outcome: 'conflict', actual: 9_007_199_254_740_995n });
    });
  });

  describe('the memory of commands', () => {
    it('refuses a command that the log holds, on its own stream and on any other', async () => {
      const stream = newStream();
      const command = { id: randomUUID(), index: 0 };
      await context.store.append(stream, 'no-stream', [newEvent({ command })]);
      const duplicate = { outcome: 'duplicate', commandIds: [command.id] };
      expect(await context.store.append(stream, 0n, [newEvent({ command })])).toEqual(duplicate);
      await context.backend.indexed();
      expect(await context.store.append(newStream(), 'no-stream', [newEvent({ command })])).toEqual(
        duplicate,
      );
    });

    it('writes nothing of an append with one known command in it, and names each known one once', async () => {
      const known = randomUUID();
      const command = (id: string, index: number) => newEvent({ command: { id, index } });
      await context.store.append(newStream(), 'no-stream', [command(known, 0), command(known, 1)]);
      await context.backend.indexed();
      const stream = newStream();
      const mixed = [command(randomUUID(), 0), command(known, 0), command(known, 1)];
      const answer = await context.store.append(stream, 'no-stream', mixed);
      expect(answer).toEqual({ outcome: 'duplicate', commandIds: [known] });
      expect(await context.store.readStream(stream, { countMax: 1 })).toEqual({
        events: [],
        head: 'no-stream',
      });
      expect(await context.store.append(stream, 'no-stream', newEvents(1))).toMatchObject({ outcome: 'ok' });
    });

    it('never takes a command decided twice with different payloads at one revision', async () => {
      const stream = newStream();
      const command = { id: randomUUID(), index: 0 };
      const decide = (data: string) =>
        context.store.append(stream, 'no-stream', [newEvent({ command, data })]);
      const payloads = ['{"charged":"1"}', '{"charged":"2"}'];
      const outcomes = (await Promise.all(payloads.map(decide))).map(({ outcome }) => outcome);
      expect(outcomes.toSorted()).toEqual(['conflict', 'ok']);
      const recorded = await context.store.readCommand(stream, command.id);
      expect(recorded.map(({ data }) => data)).toEqual([payloads[outcomes.indexOf('ok')]]);
    });

    it('takes only one of two streams that record one command, at the same instant or once it is indexed', async () => {
      const command = { id: randomUUID(), index: 0 };
      const other = await context.backend.open();
      const answers = await Promise.all(
        [context.store, context.store, other, other].map((store) =>
          store.append(newStream(), 'no-stream', [newEvent({ command })]),
        ),
      );
      const outcomes = answers.map(({ outcome }) => outcome).sort();
      expect(outcomes.at(-1)).toBe('ok');
      // An id is made for one stream: that a second one is asked at the same instant never happens.
      if (context.traits.commandsKnownAtOnce)
        expect(outcomes.slice(0, 3)).toEqual(Array(3).fill('duplicate'));
      await context.backend.indexed();
      const later = await other.append(newStream(), 'no-stream', [newEvent({ command })]);
      expect(later).toEqual({ outcome: 'duplicate', commandIds: [command.id] });
    });
  });
}
