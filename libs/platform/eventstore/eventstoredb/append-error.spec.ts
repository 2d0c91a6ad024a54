import { meaningOf } from './append-error';

/** As the client rejects with them; every one is an Error whose name is "Error". */
function rejection(fields: Record<string, unknown>, message = ''): Error {
  return Object.assign(new Error(message), fields);
}

const WRONG = { type: 'wrong-expected-version' };

describe('the meaning of a rejected append', () => {
  it.each<[string, Error, object]>([
    ['another revision', rejection({ ...WRONG, actualVersion: 7n }), { kind: 'conflict', actual: 7n }],
    [
      'a missing stream',
      rejection({ ...WRONG, actualVersion: 'no_stream' }),
      { kind: 'conflict', actual: 'no-stream' },
    ],
  ])('is a conflict with the actual revision: %s', (_, error, meaning) => {
    expect(meaningOf(error)).toEqual(meaning);
  });

  it.each<[string, Error]>([
    ['over 1 MiB', rejection({ type: 'maximum-append-size-exceeded', code: 3 }, 'Maximum Append Size')],
    [
      'one event of 20 MiB',
      rejection({ type: 'unknown', code: 8 }, '8 RESOURCE_EXHAUSTED: Received message larger than max'),
    ],
    ['an id that is no UUID', rejection({ type: 'unknown', code: 2 }, 'Could not recognize BadRequest')],
    ['a tombstoned stream', rejection({ type: 'stream-deleted', code: 9 }, 'Event stream is deleted.')],
    ['wrong credentials', rejection({ type: 'access-denied', code: 7 }, 'Access Denied')],
    [
      'not ready, batch RPC',
      rejection({ type: 'unknown', code: 2 }, 'Could not recognize Server Is Not Ready'),
    ],
    [
      'not ready, single RPC',
      rejection({ type: 'unavailable', code: 14 }, '14 UNAVAILABLE: Server Is Not Ready'),
    ],
    [
      'a closed port: a plain gRPC error without a type',
      rejection({ code: 14 }, '14 UNAVAILABLE: No connection established. Last error: connect ECONNREFUSED'),
    ],
    [
      'a closed port, converted',
      rejection({ type: 'unavailable', code: 14 }, '14 UNAVAILABLE: connect ECONNREFUSED 127.0.0.1:2113'),
    ],
    ['a channel that the client has closed', rejection({}, 'Channel has been shut down')],
  ])('is that nothing was written: %s', (_, error) => {
    expect(meaningOf(error)).toMatchObject({ kind: 'not-executed' });
  });

  it.each<[string, unknown]>([
    [
      'in flight at the kill',
      rejection({ type: 'unavailable', code: 14 }, '14 UNAVAILABLE: read ECONNRESET'),
    ],
    ['in flight at the kill, without a type', rejection({ code: 14 }, '14 UNAVAILABLE: read ECONNRESET')],
    [
      'a dropped connection',
      rejection({ type: 'unavailable', code: 14 }, '14 UNAVAILABLE: Connection dropped'),
    ],
    [
      'a deadline',
      rejection({ type: 'deadline-exceeded', code: 4 }, '4 DEADLINE_EXCEEDED: Deadline exceeded'),
    ],
    ['our own timer', rejection({ name: 'CallTimeout' }, 'an append to a was not answered within 10 ms')],
    ['the fate of the process-wide map', rejection({ type: 'unknown', code: 1 }, '1 CANCELLED: Cancelled')],
    ['a server that timed out', rejection({ type: 'timeout', code: 10 }, 'Operation timed out')],
    ['exhaustion that is not about size', rejection({ type: 'unknown', code: 8 }, 'Bandwidth exhausted')],
    ['what nobody has seen yet', rejection({ type: 'brand-new', code: 99 }, 'something')],
    ['something that is no error at all', 'words'],
    ['nothing', undefined],
  ])('is unknown, so that only the same bytes may follow: %s', (_, error) => {
    expect(meaningOf(error)).toMatchObject({ kind: 'unknown' });
  });
});
