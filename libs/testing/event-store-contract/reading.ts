import { randomUUID } from 'node:crypto';
import { PositionRefused, positionOf } from '@ledgerline/platform/eventstore';
import { newEvent, newEvents, newStream, readWholeLog } from './contract-events';
import { ContractContext } from './contract-context';

const MANY = 10_000;
const PAGE = 777;

export function describeReading(context: ContractContext): void {
  const append = async (stream: string, count: number, given = {}) => {
    const answer = await context.store.append(stream, 'no-stream', newEvents(count, given));
    if (answer.outcome !== 'ok') throw new Error(answer.outcome);
    return answer;
  };

  describe('reading', () => {
    it('gives back every field byte for byte', async () => {
      const data = '{ "z": 12345678901234567890.10, "a":"\\u0000 \\" ü 🎈", "a": 1e400 }';
      const metadata = '{"at":"2026-11-21T09:00:00.000Z"}';
      const event = newEvent({ data, metadata, type: 'ledgerline.test.odd.v1' });
      const stream = newStream();
      const answer = await context.store.append(stream, 'no-stream', [event]);
      if (answer.outcome !== 'ok') throw new Error(answer.outcome);
      const { events } = await context.store.readStream(stream, { countMax: 1 });
      const { id, type } = event;
      const expected = { stream, revision: 0n, position: answer.position, id, type, data, metadata };
      expect(events).toEqual([{ ...expected, recordedAt: expect.any(Date) }]);
      expect(Math.abs(events[0]!.recordedAt.getTime() - Date.now())).toBeLessThan(60_000);
    });

    it('answers no-stream for a stream that does not exist, and nothing beyond the end of one that does', async () => {
      expect(await context.store.readStream(newStream(), { countMax: 5 })).toEqual({
        events: [],
        head: 'no-stream',
      });
      const stream = newStream();
      await append(stream, 2);
      const beyond = await context.store.readStream(stream, { fromRevision: 2n, countMax: 5 });
      expect(beyond).toEqual({ events: [], head: 1n });
    });

    it('reads a stream from a revision, inclusive, in both directions', async () => {
      const stream = newStream();
      await append(stream, 5);
      const revisions = async (page: object) =>
        (await context.store.readStream(stream, { countMax: 2, ...page })).events.map(
          ({ revision }) => revision,
        );
      expect(await revisions({})).toEqual([0n, 1n]);
      expect(await revisions({ fromRevision: 3n })).toEqual([3n, 4n]);
      expect(await revisions({ direction: 'backward' })).toEqual([4n, 3n]);
      expect(await revisions({ direction: 'backward', fromRevision: 1n })).toEqual([1n, 0n]);
      expect(await revisions({ direction: 'backward', fromRevision: 99n })).toEqual([4n, 3n]);
    });

    it(`pages ${MANY} events of one stream both ways, and the log forward, without missing one`, async () => {
      const stream = newStream();
      const before = await context.store.head();
      for (let n = 0; n < MANY; n += 2_000) {
        const expected = n === 0 ? 'no-stream' : BigInt(n - 1);
        expect((await context.store.append(stream, expected, newEvents(2_000))).outcome).toBe('ok');
      }
      const upwards = Array.from({ length: MANY }, (_, n) => BigInt(n));
      expect(await readRevisions(context, stream, 'forward')).toEqual(upwards);
      expect(await readRevisions(context, stream, 'backward')).toEqual([...upwards].reverse());
      const log = await readWholeLog(context.store, before);
      expect(log.map(({ revision }) => revision)).toEqual(upwards);
    });

    it('reads the events about one subject of one stream, and those of one command, in order', async () => {
      const [stream, other] = [newStream(), newStream()];
      const commandId = randomUUID();
      const about = (index: number) => ({ subject: 'generation/ü-1', command: { id: commandId, index } });
      const events = [
        newEvent(about(1)),
        newEvent({ subject: 'generation/2' }),
        newEvent(),
        newEvent(about(0)),
      ];
      await context.store.append(stream, 'no-stream', events);
      await context.store.append(other, 'no-stream', newEvents(1, { subject: 'generation/ü-1' }));

      const subject = await context.store.readSubject(stream, 'generation/ü-1');
      expect(subject.map(({ id }) => id)).toEqual([events[0]!.id, events[3]!.id]);
      const command = await context.store.readCommand(stream, commandId);
      expect(command.map(({ id }) => id)).toEqual([events[3]!.id, events[0]!.id]);
      expect(await context.store.readSubject(stream, 'generation/ü-1', 3n)).toEqual(subject);
      expect(await context.store.readSubject(newStream(), 'generation/1', 'no-stream')).toEqual([]);
      expect(await context.store.readSubject(stream, 'generation/3')).toEqual([]);
      expect(await context.store.readCommand(stream, randomUUID())).toEqual([]);
    });

    it('counts what lies after a position, and reads the log exclusive of it', async () => {
      const { positions } = await append(newStream(), 3);
      expect(await context.store.countAfter(positions[0])).toBe(2);
      const rest = await context.store.readAll({ after: positions[0], countMax: 9 });
      expect(rest.map(({ position }) => position)).toEqual(positions.slice(1));
    });

    it('refuses a position of another log, a malformed one, and one ahead of the end', async () => {
      const foreign = positionOf('elsewhere', 1n);
      await expect(context.store.readAll({ after: foreign, countMax: 1 })).rejects.toThrow(PositionRefused);
      await expect(context.store.countAfter('7')).rejects.toThrow(PositionRefused);
      const ahead = positionOf(context.store.storeId, 10n ** 15n);
      await expect(context.store.countAfter(ahead)).rejects.toThrow(/ahead of the log's end/);
    });

    it('tells the time of the store', async () => {
      expect(Math.abs((await context.store.clock()).getTime() - Date.now())).toBeLessThan(60_000);
    });
  });
}

async function readRevisions(
  { store }: ContractContext,
  stream: string,
  direction: 'forward' | 'backward',
): Promise<readonly bigint[]> {
  const step = direction === 'forward' ? 1n : -1n;
  const revisions: bigint[] = [];
  for (let fromRevision: bigint | undefined; ; fromRevision = revisions.at(-1)! + step) {
    if (fromRevision === -1n) return revisions;
    const { events } = await store.readStream(stream, { direction, fromRevision, countMax: PAGE });
    if (events.length === 0) return revisions;
    revisions.push(...events.map(({ revision }) => revision));
  }
}
