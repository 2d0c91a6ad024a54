import {
  APPEND_BYTES_MAX,
  AppendTooLarge,
  EVENT_BYTES_MAX,
  InvalidAppend,
  NewEvent,
  STREAM_NAME_LENGTH_MAX,
} from '@ledgerline/platform/eventstore';
import { newEvent, newEvents, newStream } from './contract-events';
import { ContractContext } from './contract-context';

/** JSON text of exactly so many bytes, together with `{}` as metadata. */
function dataOf(bytes: number): string {
  return JSON.stringify('x'.repeat(bytes - 4));
}

export function describeBounds(context: ContractContext): void {
  const appended = async (events: readonly NewEvent[], stream = newStream()) =>
    (await context.store.append(stream, 'no-stream', events)).outcome;

  describe('bounds', () => {
    it('takes an event of exactly 64 KiB and refuses one byte more', async () => {
      expect(await appended([newEvent({ data: dataOf(EVENT_BYTES_MAX) })])).toBe('ok');
      const refused = appended([newEvent({ data: dataOf(EVENT_BYTES_MAX + 1) })]);
      await expect(refused).rejects.toThrow(AppendTooLarge);
      await expect(refused).rejects.toThrow(/65537 bytes; at most 65536/);
    });

    it('takes an append of exactly 1 MiB and refuses one byte more', async () => {
      const whole = newEvents(16, { data: dataOf(EVENT_BYTES_MAX) });
      expect(16 * EVENT_BYTES_MAX).toBe(APPEND_BYTES_MAX);
      expect(await appended(whole)).toBe('ok');
      const more = [
        ...newEvents(15, { data: dataOf(EVENT_BYTES_MAX) }),
        ...newEvents(2, { data: dataOf(32_769) }),
      ];
      await expect(appended(more)).rejects.toThrow(/1048578 bytes .*at most 1048576/);
    });

    it('counts bytes, not characters', async () => {
      const data = JSON.stringify('ü'.repeat(EVENT_BYTES_MAX / 2));
      expect(data.length).toBeLessThan(EVENT_BYTES_MAX);
      await expect(appended([newEvent({ data })])).rejects.toThrow(AppendTooLarge);
    });

    it('takes unicode stream names of 200 characters and refuses 201, none, and control characters', async () => {
      const longest = `konto-${'größe漢字'.repeat(40)}`.slice(0, STREAM_NAME_LENGTH_MAX - 36) + newEvent().id;
      expect(longest).toHaveLength(STREAM_NAME_LENGTH_MAX);
      expect(await appended(newEvents(1), longest)).toBe('ok');
      expect((await context.store.readStream(longest, { countMax: 1 })).events[0]!.stream).toBe(longest);
      for (const stream of [`${longest}x`, '', 'account-\u001f', 'account-\0', 'account-\ud800']) {
        await expect(appended(newEvents(1), stream)).rejects.toThrow(InvalidAppend);
      }
    });

    it('takes a subject of 200 wide characters on a stream name of as many', async () => {
      const wide = (prefix: string) => prefix + '漢'.repeat(STREAM_NAME_LENGTH_MAX - prefix.length);
      const stream = wide(newEvent().id);
      expect(await appended([newEvent({ subject: wide('') })], stream)).toBe('ok');
      expect(await context.store.readSubject(stream, wide(''))).toHaveLength(1);
    });

    it.each<[string, Partial<NewEvent>]>([
      ['an id that is not a UUID', { id: 'seven' }],
      ['an empty type', { type: '' }],
      ['a subject of 201 characters', { subject: 'x'.repeat(201) }],
      ['a command id that is not a UUID', { command: { id: 'seven', index: 0 } }],
      ['a fractional command index', { command: { id: newEvent().id, index: 0.5 } }],
      ['data that is not JSON', { data: 'seven' }],
      ['metadata that is not JSON', { metadata: '{"a":}' }],
      ['a raw control character in data', { data: '"\u001f"' }],
    ])('refuses %s, and writes nothing', async (_, bad) => {
      const stream = newStream();
      await expect(appended([newEvent(), newEvent(bad)], stream)).rejects.toThrow(InvalidAppend);
      expect(await context.store.readStream(stream, { countMax: 1 })).toEqual({
        events: [],
        head: 'no-stream',
      });
    });

    it('refuses an append without events, and one that names a command twice', async () => {
      await expect(appended([])).rejects.toThrow(/names no event/);
      const twice = newEvents(2, { command: { id: newEvent().id, index: 0 } });
      await expect(appended(twice)).rejects.toThrow(/named twice/);
    });
  });
}
