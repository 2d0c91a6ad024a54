import { newEvent } from '@ledgerline/testing';
import { AppendQueue, PendingAppend, QUEUED_APPENDS_MAX, QUEUED_BYTES_MAX } from './append-queue';

function pending(
  stream: string,
  given: { count?: number; bytes?: number; command?: string } = {},
): PendingAppend {
  const command = given.command === undefined ? undefined : { id: given.command, index: 0 };
  const events = Array.from({ length: given.count ?? 1 }, () => newEvent({ command }));
  const answered = (): void => undefined;
  return {
    stream,
    expected: 'no-stream',
    events,
    bytes: given.bytes ?? 10,
    resolve: answered,
    reject: answered,
  };
}

const streamsOf = (batch: readonly PendingAppend[]) => batch.map(({ stream }) => stream);

describe('the queue in front of the log', () => {
  it('hands out a stream once per batch, and what waits behind it only after the batch is finished', () => {
    const queue = new AppendQueue();
    for (const stream of ['a', 'b', 'a', 'c', 'a']) queue.push(pending(stream));
    const first = queue.takeBatch();
    expect(streamsOf(first)).toEqual(['a', 'b', 'c']);
    expect(queue.takeBatch()).toEqual([]);
    queue.finished(first);
    expect(streamsOf(queue.takeBatch())).toEqual(['a']);
  });

  it('keeps the order in which the appends of one stream came', () => {
    const queue = new AppendQueue();
    const appends = [pending('a'), pending('a'), pending('a')];
    for (const append of appends) queue.push(append);
    for (const append of appends) {
      const batch = queue.takeBatch();
      expect(batch).toEqual([append]);
      queue.finished(batch);
    }
    expect(queue.isEmpty).toBe(true);
  });

  it('keeps two appends that name one command out of one batch', () => {
    const queue = new AppendQueue();
    for (const stream of ['a', 'b']) queue.push(pending(stream, { command: 'x' }));
    queue.push(pending('c', { command: 'y' }));
    expect(streamsOf(queue.takeBatch())).toEqual(['a', 'c']);
    expect(streamsOf(queue.takeBatch())).toEqual(['b']);
  });

  it('closes a batch at 2,000 events, but takes a larger append alone', () => {
    const queue = new AppendQueue();
    queue.push(pending('a', { count: 1_999 }));
    queue.push(pending('b', { count: 2 }));
    queue.push(pending('c', { count: 2_001 }));
    expect(streamsOf(queue.takeBatch())).toEqual(['a']);
    expect(streamsOf(queue.takeBatch())).toEqual(['b']);
    expect(streamsOf(queue.takeBatch())).toEqual(['c']);
  });

  it('closes a batch at 4 MiB', () => {
    const queue = new AppendQueue();
    for (const stream of ['a', 'b', 'c', 'd', 'e']) queue.push(pending(stream, { bytes: 1_048_576 }));
    expect(streamsOf(queue.takeBatch())).toEqual(['a', 'b', 'c', 'd']);
  });

  it('refuses the append above its bound, counting those in flight, and takes one again once one is answered', () => {
    const queue = new AppendQueue();
    for (let n = 0; n < QUEUED_APPENDS_MAX; n++) expect(queue.push(pending('hot'))).toBe(true);
    const batch = queue.takeBatch();
    expect(queue.push(pending('other'))).toBe(false);
    queue.finished(batch);
    expect(queue.push(pending('other'))).toBe(true);
  });

  it('refuses what would make it hold too many bytes', () => {
    const queue = new AppendQueue();
    expect(queue.push(pending('a', { bytes: QUEUED_BYTES_MAX }))).toBe(true);
    expect(queue.push(pending('b', { bytes: 1 }))).toBe(false);
  });
});
