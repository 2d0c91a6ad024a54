import { randomUUID } from 'node:crypto';
import {
  describeWithPostgres,
  DoubleBackend,
  doubleBackend,
  eventsOf,
  follow,
  newEvent,
  newEvents,
  newStream,
  until,
  withClient,
} from '@ledgerline/testing';
import { NewEvent } from '../port';
import { EventStoreDbEventStore } from './eventstoredb-event-store';

describeWithPostgres('EventStoreDB that misbehaves', () => {
  let backend: DoubleBackend;
  let store: EventStoreDbEventStore;
  beforeAll(async () => {
    backend = await doubleBackend();
    store = await backend.open({ silenceMs: 200 });
  });
  afterAll(() => backend?.dispose());

  const commanded = (): NewEvent => newEvent({ command: { id: randomUUID(), index: 0 } });

  it.each(['answer-lost', 'request-lost'] as const)(
    'answers unknown when it is %s, and the same bytes then come to one event',
    async (fault) => {
      const [stream, events] = [newStream(), [commanded(), commanded()]];
      backend.double.failNext(fault);
      expect(await store.append(stream, 'no-stream', events)).toMatchObject({ outcome: 'unknown' });
      await backend.indexed();
      expect(await store.append(stream, 'no-stream', events)).toMatchObject({ outcome: 'ok', revision: 1n });
      expect((await store.readStream(stream, { countMax: 9 })).events.map(({ id }) => id)).toEqual(
        events.map(({ id }) => id),
      );
    },
  );

  it('gives up an append by its own timer as unknown, and takes the late answer for nothing', async () => {
    const hasty = await backend.open({ appendTimeoutMs: 100, indexing: false });
    const [stream, events] = [newStream(), [commanded()]];
    backend.double.failNext('late');
    expect(await hasty.append(stream, 'no-stream', events)).toMatchObject({ outcome: 'unknown' });
    expect(backend.double.waitingLate).toBe(1);
    backend.double.answerLate();
    expect(await hasty.append(stream, 'no-stream', events)).toMatchObject({ outcome: 'ok', revision: 0n });
  });

  it.each(['not-ready', 'too-large'] as const)('answers not executed when it is %s', async (fault) => {
    const stream = newStream();
    backend.double.failNext(fault);
    expect(await store.append(stream, 'no-stream', [commanded()])).toMatchObject({ outcome: 'not-executed' });
    expect(await store.append(stream, 'no-stream', [commanded()])).toMatchObject({ outcome: 'ok' });
  });

  it('never uses the RPC whose pending appends are shared by the whole process', () => {
    expect(backend.double.batchAppends).toBe(0);
  });

  it('subscribes again when a subscription falls silent while the log moves on', async () => {
    const head = await store.head();
    let stalled = false;
    const messages = await follow(store, head, async (seen) => {
      if (!stalled && seen.at(-1)!.kind === 'caught-up') {
        stalled = true;
        backend.double.stallSubscriptions();
        await store.append(newStream(), 'no-stream', newEvents(3));
      }
      return eventsOf(seen).length === 3;
    });
    expect(eventsOf(messages).map(({ revision }) => revision)).toEqual([0n, 1n, 2n]);
  });

  it('misses nothing when the event it had come to is scavenged before it subscribes again', async () => {
    const answer = await store.append(newStream(), 'no-stream', newEvents(3));
    if (answer.outcome !== 'ok') throw new Error(answer.outcome);
    backend.double.scavenge(BigInt(answer.positions[0]!.slice(-20)));
    const messages = await follow(store, answer.positions[0], (seen) => seen.at(-1)!.kind === 'caught-up');
    expect(eventsOf(messages).map(({ position }) => position)).toEqual(answer.positions.slice(1));
  });

  it('tells how far it has scanned where nothing of ours stands', async () => {
    const head = await store.head();
    for (let n = 0; n < 2_100; n += 1) backend.double.writeStatistics();
    const messages = await follow(store, head, (seen) => seen.at(-1)!.kind === 'checkpoint');
    const { position } = messages.at(-1) as { position: string };
    expect(position > head!).toBe(true);
    await store.append(newStream(), 'no-stream', newEvents(1));
    const rest = await follow(store, position, (seen) => eventsOf(seen).length === 1);
    expect(eventsOf(rest)).toHaveLength(1);
    expect(await store.countAfter(position)).toBe(1);
  });
});

describeWithPostgres('the memory of commands beside EventStoreDB', () => {
  let backend: DoubleBackend;
  beforeEach(async () => void (backend = await doubleBackend()));
  afterEach(() => backend?.dispose());

  const commanded = (id = randomUUID()): NewEvent => newEvent({ command: { id, index: 0 } });
  const sql = (text: string) => withClient(backend.database.ownerUrl, (client) => client.query(text));

  it('knows a command from the stream itself while the index has not begun', async () => {
    const store = await backend.open({ indexing: false });
    const other = await backend.open({ indexing: false });
    const [stream, id] = [newStream(), randomUUID()];
    await store.append(stream, 'no-stream', [commanded(id)]);
    for (let at = 0n; at < 40n; at += 1n) await store.append(stream, at, [commanded()]);
    const duplicate = { outcome: 'duplicate', commandIds: [id] };
    expect(await store.append(stream, 40n, [commanded(id)])).toEqual(duplicate);
    expect(await other.append(stream, 40n, [commanded(id)])).toEqual(duplicate);
    expect(await other.readCommand(stream, id)).toHaveLength(1);
  });

  it('knows it from the index alone when nothing is left in memory', async () => {
    const store = await backend.open();
    const [stream, id] = [newStream(), randomUUID()];
    await store.append(stream, 'no-stream', [commanded(id), newEvent({ subject: 'generation/1' })]);
    await backend.indexed();
    const other = await backend.open({ indexing: false });
    expect(await other.append(stream, 1n, [commanded(id)])).toEqual({
      outcome: 'duplicate',
      commandIds: [id],
    });
    expect((await other.readSubject(stream, 'generation/1')).map(({ revision }) => revision)).toEqual([1n]);
  });

  it('refuses with index-behind when too much is not indexed, and writes nothing', async () => {
    const store = await backend.open({ indexing: false, unindexedEventsMax: 20 });
    const stream = newStream();
    const events = Array.from({ length: 30 }, () => commanded());
    await store.append(stream, 'no-stream', events);
    const refused = await store.append(stream, 29n, [commanded()]);
    expect(refused).toMatchObject({
      outcome: 'not-executed',
      reason: expect.stringContaining('index-behind'),
    });
    expect((await store.readStream(stream, { countMax: 1 })).head).toBe(29n);
  });

  it('forgets what it knew when the index is restored to an earlier state, and still knows every command', async () => {
    const store = await backend.open();
    const [stream, id] = [newStream(), randomUUID()];
    await store.append(stream, 'no-stream', [commanded(id)]);
    await backend.indexed();
    const reading = await backend.open({ indexing: false });
    await reading.append(stream, 0n, [commanded()]);
    await store.close();
    await sql(`truncate command_index.commands, command_index.subjects;
      update command_index.checkpoint set store_id = null, position = null`);
    expect(await reading.append(stream, 1n, [commanded(id)])).toEqual({
      outcome: 'duplicate',
      commandIds: [id],
    });
  });

  it('is refused when it is of another log, or ahead of this one', async () => {
    const store = await backend.open({ indexing: false });
    await sql(`update command_index.checkpoint set store_id = 'es0', position = 'es0-00000000000000000001'`);
    await expect(backend.open({ indexing: false })).rejects.toThrow(/made from the log es0/);
    await sql(`update command_index.checkpoint
      set store_id = '${store.storeId}', position = '${store.storeId}-00000000999999999999'`);
    await expect(backend.open({ indexing: false })).rejects.toThrow(/ahead of the log/);
  });

  it('is fed by one process at a time, and by the next when that one ends', async () => {
    const [first, second] = [await backend.open(), await backend.open()];
    await first.append(newStream(), 'no-stream', [commanded()]);
    await backend.indexed();
    await first.close();
    const answer = await second.append(newStream(), 'no-stream', [commanded()]);
    if (answer.outcome !== 'ok') throw new Error(answer.outcome);
    await until('the other process has taken over', async () => {
      const { rows } = await sql('select position from command_index.checkpoint');
      return rows[0].position >= answer.position;
    });
    expect((await sql('select count(*)::int as n from command_index.commands')).rows[0].n).toBe(2);
  });
});
