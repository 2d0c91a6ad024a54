import { randomUUID } from 'node:crypto';
import { AllStreamResolvedEvent } from '@eventstore/db-client';
import { NewEvent } from '../port';
import { decodeEvent, encodeEvent } from './event-codec';

const id = randomUUID();
const command = { id: randomUUID(), index: 3 };

/** Through the client and back: it parses metadata, and gives data that are not declared JSON as bytes. */
function stored(given: Partial<NewEvent>) {
  const encoded = encodeEvent({ id, type: 'ledgerline.test.v1', data: '{}', metadata: '{}', ...given });
  const metadata: unknown = JSON.parse(JSON.stringify(encoded.metadata));
  const event = { ...encoded, metadata, streamId: 's', revision: 0n, created: new Date(0) };
  const resolved = { event: { ...event, isJson: false, position: { commit: 9n, prepare: 9n } } };
  return decodeEvent('es1', resolved as unknown as AllStreamResolvedEvent);
}

describe('an event in EventStoreDB', () => {
  it.each([
    '{}',
    '{"at":"2026-11-21T09:00:00.000Z","cause":"time"}',
    ' { "a" : "b" }',
    '{"b":"1","1":"2"}',
    '{"a":"1","a":"2"}',
    '{"n":12345678901234567890.10}',
    '{"@text":"theirs","@subject":"x","@command":"y"}',
    '{"__proto__":"x"}',
    '{"ü":"\\u0000🎈"}',
  ])('gives back the metadata %s byte for byte', (metadata) => {
    for (const more of [{}, { command }, { subject: 'generation/ü' }, { command, subject: '' + 'x' }]) {
      const { recorded, ...told } = stored({ metadata, ...more });
      expect(recorded.metadata).toBe(metadata);
      expect(told).toEqual({ offset: 9n, command: undefined, subject: undefined, ...more });
    }
  });

  it('finds the command where the ledger stamps it, and adds nothing then', () => {
    const metadata = JSON.stringify({ commandId: command.id, commandIndex: '3' });
    expect(stored({ metadata, command }).command).toEqual(command);
    expect(encodeEvent({ id, type: 'ledgerline.t', data: '{}', metadata, command }).metadata).toEqual({
      commandId: command.id,
      commandIndex: '3',
    });
    expect(stored({ metadata }).command).toBeUndefined();
  });

  it('gives back data byte for byte', () => {
    const data = '{ "z": 12345678901234567890.10, "a":"\\u0000 ü 🎈", "a": 1e400 }';
    expect(stored({ data }).recorded.data).toBe(data);
  });

  it('refuses a type that a subscription would not deliver, and metadata that is no object', () => {
    const event = { id, type: 'other.v1', data: '{}', metadata: '{}' };
    expect(() => encodeEvent(event)).toThrow(/does not begin with "ledgerline\."/);
    expect(() => encodeEvent({ ...event, type: 'ledgerline.a', metadata: '[]' })).toThrow(
      /no JSON object|not a JSON/,
    );
  });
});
