import { randomUUID } from 'node:crypto';
import { DoubleBackend, describeWithPostgres, doubleBackend, newEvent, newStream } from '@ledgerline/testing';
import { NewEvent } from '../port';

describeWithPostgres('what a command costs on EventStoreDB beside its append', () => {
  let backend: DoubleBackend;
  beforeEach(async () => void (backend = await doubleBackend()));
  afterEach(() => backend?.dispose());

  const about = (subject: string): NewEvent => newEvent({ command: { id: randomUUID(), index: 0 }, subject });

  it.each([
    ['while the index has not begun', { indexing: false }],
    ['while the index follows', {}],
  ])('is no read at all in a stream that this process wrote, %s', async (_, options) => {
    const store = await backend.open(options);
    const stream = newStream();
    await store.append(stream, 'no-stream', [about('generation/0')]);
    if (!('indexing' in options)) await backend.indexed();
    const before = backend.double.reads;
    for (let at = 0n; at < 20n; at += 1n) {
      const history = await store.readSubject(stream, `generation/${at + 1n}`, at);
      const answer = await store.append(stream, at, [about(`generation/${at + 1n}`)]);
      expect([history, answer.outcome]).toEqual([[], 'ok']);
    }
    expect(backend.double.reads - before).toBe(0);
  });

  it('is one read where the append had several events, whose places the server does not tell', async () => {
    const store = await backend.open({ indexing: false });
    const before = backend.double.reads;
    await store.append(newStream(), 'no-stream', [about('a'), about('b')]);
    expect(backend.double.reads - before).toBe(1);
  });

  it('still tells the history up to that revision when another process wrote it', async () => {
    const store = await backend.open({ indexing: false });
    const other = await backend.open({ indexing: false });
    const stream = newStream();
    await store.append(stream, 'no-stream', [about('generation/1')]);
    await other.append(stream, 0n, [about('generation/1')]);
    const history = await store.readSubject(stream, 'generation/1', 1n);
    expect(history.map(({ revision }) => revision)).toEqual([0n, 1n]);
  });
});
