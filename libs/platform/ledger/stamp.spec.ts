import fc from 'fast-check';
import { commandIdOf, stampEvent } from './stamp';
import { NOON, tallyEvents } from './testing/tally';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

type Options = Parameters<typeof stampEvent>[0];
const base = {
  events: tallyEvents,
  event: { type: 'Added', data: { amount: 1n, label: null, note: '', at: NOON } },
  stream: 'tally-s',
  expected: 3n,
  indexInAppend: 0,
  indexInCommand: 0,
  subject: undefined,
  stamp: {
    at: NOON,
    command: {
      id: 'c0ffee00-0000-5000-8000-000000000000',
      hash: 'h',
      name: 'Ask',
      origin: { actor: 'me' },
      own: 0,
    },
  },
} as Options;
const stamped = (changed: Partial<Options> = {}) => stampEvent({ ...base, ...changed });
const command = base.stamp.command!;

describe('the id of an event', () => {
  it('is a UUID and the same for the same bytes at the same place', () => {
    expect(stamped().id).toMatch(UUID);
    expect(stamped()).toEqual(stamped());
  });

  it.each<[string, Partial<Options>]>([
    ['stream', { stream: 'tally-t' }],
    ['expected revision', { expected: 4n }],
    ['expected revision of a new stream', { expected: 'no-stream' }],
    ['place in the append', { indexInAppend: 1 }],
    ['data', { event: { type: 'Added', data: { amount: 2n, label: null, note: '', at: NOON } } }],
    ['time', { stamp: { at: '2026-11-21T12:00:00.001Z', command } }],
    ['command', { stamp: { at: NOON, command: { ...command, id: 'd0ffee00-0000-5000-8000-000000000000' } } }],
    ['body of the command', { stamp: { at: NOON, command: { ...command, hash: 'other' } } }],
    ['place in the command', { indexInCommand: 1 }],
    ['origin', { stamp: { at: NOON, command: { ...command, origin: { actor: 'you' } } } }],
    ['cause', { stamp: { at: NOON } }],
  ])('is another for another %s', (_, changed) => {
    expect(stamped(changed).id).not.toBe(stamped().id);
  });

  it('comes with flat metadata from text to text', () => {
    expect(JSON.parse(stamped().metadata)).toEqual({
      at: NOON,
      command: 'Ask',
      commandId: command.id,
      commandIndex: '0',
      commandHash: 'h',
      actor: 'me',
    });
  });
});

describe('the event that stands for its command', () => {
  it('is the first, and where another precedes it each event of the command says which', () => {
    const own = (of: number) =>
      JSON.parse(stamped({ stamp: { at: NOON, command: { ...command, own: of } } }).metadata) as object;
    expect(own(0)).not.toHaveProperty('commandOwn');
    expect(own(1)).toMatchObject({ commandIndex: '0', commandOwn: '1' });
  });
});

describe('the id of a command', () => {
  const of = (principal: string, stream: string, key: string) => commandIdOf({ principal, stream, key });

  it('is the same for the same principal, stream and key, for ever', () => {
    expect(of('demo', 'account-a', 'key 1')).toBe('492a2770-82fe-5b28-bab9-ee43e3c887f8');
  });

  it('is another as soon as one of the three is another, however they are cut', () => {
    const text = fc.string({ maxLength: 6 });
    fc.assert(
      fc.property(fc.tuple(text, text, text), fc.tuple(text, text, text), (a, b) => {
        expect(of(...a) === of(...b)).toBe(JSON.stringify(a) === JSON.stringify(b));
      }),
    );
    expect(of('a', 'b', 'c"')).not.toBe(of('a', 'b"', 'c'));
  });

  it('is a UUID whatever the key holds', () => {
    expect(of('p', 's', '\u{1f600} ~!')).toMatch(UUID);
  });
});
