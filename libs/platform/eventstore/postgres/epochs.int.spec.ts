import {
  describeWithPostgres,
  eventsOf,
  follow,
  newEvents,
  newStream,
  PostgresBackend,
  postgresBackend,
  withClient,
} from '@ledgerline/testing';
import { PositionRefused } from '../position-refused';
import { PostgresEventStore } from './postgres-event-store';

const beginEpoch = (backend: PostgresBackend): Promise<string> =>
  withClient(
    backend.database.ownerUrl,
    async (client) => (await client.query('select log.begin_epoch() as identity')).rows[0].identity,
  );

describeWithPostgres('a log that begins another epoch', () => {
  let backend: PostgresBackend;
  let before: PostgresEventStore;
  let after: PostgresEventStore;
  const stream = newStream();

  beforeAll(async () => {
    backend = await postgresBackend();
    before = await backend.open();
    await before.append(stream, 'no-stream', newEvents(3));
    await beginEpoch(backend);
    after = await backend.open();
  });
  afterAll(() => backend?.dispose());

  it('takes nothing from an instance that began before it: certainly nothing is written', async () => {
    const answer = await before.append(stream, 2n, newEvents(1));
    expect(answer).toMatchObject({
      outcome: 'not-executed',
      reason: expect.stringMatching(/restart the instance/),
    });
    expect((await after.readStream(stream, { countMax: 10 })).head).toBe(2n);
  });

  it('tells such an instance that it does not fit any more, wherever it asks for the end of the log', async () => {
    await expect(before.head()).rejects.toThrow(PositionRefused);
    await expect(before.countAfter(undefined)).rejects.toThrow(/restart the process/);
    await expect(follow(before, undefined, () => false)).rejects.toThrow(PositionRefused);
  });

  it('keeps the positions of earlier events, and gives new ones its own name', async () => {
    const last = (await after.readAll({ after: undefined, countMax: 10 })).at(-1)!.position;
    expect(last).toBe(`${before.storeId}-00000000000000000003`);
    expect(await after.head()).toBe(last);
    const answer = await after.append(stream, 2n, newEvents(2));
    expect(answer).toMatchObject({
      outcome: 'ok',
      position: expect.stringMatching(`^${before.storeId}e0002[0-9a-f]{6}-00000000000000000005$`),
    });
    const tail = eventsOf(await follow(after, last, (seen) => eventsOf(seen).length === 2));
    expect(tail.map(({ position }) => position > last)).toEqual([true, true]);
    expect(await after.countAfter(last)).toBe(2);
  });

  it('refuses a place that the epoch before did not come to, also when the log has grown past it', async () => {
    const discarded = `${before.storeId}-00000000000000000004`;
    await expect(after.countAfter(discarded)).rejects.toThrow(/ahead of what is left of its epoch/);
    await expect(follow(after, discarded, () => true)).rejects.toThrow(PositionRefused);
    await expect(after.readAll({ after: discarded, countMax: 1 })).rejects.toThrow(PositionRefused);
  });

  it('answers an append that was answered in the epoch before, sent again, with its old position', async () => {
    const events = newEvents(2);
    const other = newStream();
    const first = await after.append(other, 'no-stream', events);
    await beginEpoch(backend);
    const again = await (await backend.open()).append(other, 'no-stream', events);
    expect(again).toEqual({ ...first, repeated: true });
  });
});
