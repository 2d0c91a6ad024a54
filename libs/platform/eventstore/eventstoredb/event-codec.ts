import {
  AllStreamResolvedEvent,
  BinaryEventType,
  EventData,
  ResolvedEvent,
  binaryEvent,
} from '@eventstore/db-client';
import { InvalidAppend } from '../check-append';
import { NewEvent, RecordedEvent, positionOf } from '../port';

/**
 * Every event of ours has such a type and no other event has: the server filters a subscription by it, which
 * leaves out its own events and those of other applications on the same server.
 */
export const EVENT_TYPE_PREFIX = 'ledgerline.';

/**
 * Fields that the adapter adds to the metadata, which the log itself has to remember (DESIGN §2). No metadata
 * of ours begins with an at sign.
 */
const SUBJECT = '@subject';
const COMMAND = '@command';
const TEXT = '@text';
const RESERVED = [SUBJECT, COMMAND, TEXT];

/** A recorded event with what the memory of commands needs of it. */
export interface StoredEvent {
  readonly recorded: RecordedEvent;
  /** Byte offset in the log: the commit position. */
  readonly offset: bigint;
  readonly command: NewEvent['command'];
  readonly subject: string | undefined;
}

/**
 * The event as the client sends it. The data goes as bytes: what is declared to be JSON the client parses and
 * writes anew, which loses large numbers and the order of keys.
 * @throws InvalidAppend when the type is not one of ours, or data or metadata are not JSON
 */
export function encodeEvent(event: NewEvent): EventData<BinaryEventType> {
  const { id, type } = event;
  if (!type.startsWith(EVENT_TYPE_PREFIX)) {
    throw new InvalidAppend(`event type "${type}" does not begin with "${EVENT_TYPE_PREFIX}"`);
  }
  parsed(event, event.data);
  return binaryEvent({
    id,
    type,
    data: new TextEncoder().encode(event.data),
    metadata: storedMetadata(event),
  });
}

export function decodeEvent(storeId: string, resolved: ResolvedEvent | AllStreamResolvedEvent): StoredEvent {
  const { event } = resolved;
  if (!event) throw new Error('the event store answered a link without its event');
  const offset = event.position?.commit;
  if (offset === undefined) throw new Error(`the event store did not say where event ${event.id} stands`);
  const { streamId: stream, revision, id, type, created: recordedAt } = event;
  const { metadata, command, subject } = givenMetadata(event.metadata);
  const data = textOf(event.data);
  const position = positionOf(storeId, offset);
  const recorded = { stream, revision, position, id, type, data, metadata, recordedAt };
  return { recorded, offset, command, subject };
}

/**
 * The client parses metadata and gives no bytes: a text that it would not give back as it was travels inside
 * a field. Ours is flat, made by `JSON.stringify`, and stands as it is.
 */
function storedMetadata(event: NewEvent): Record<string, string> {
  const { metadata, command, subject } = event;
  const fields = parsed(event, metadata);
  if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) {
    throw new InvalidAppend(`the metadata of event ${event.id} is not a JSON object`);
  }
  const plain = JSON.stringify(fields) === metadata && !RESERVED.some((name) => Object.hasOwn(fields, name));
  const stored: Record<string, string> = plain
    ? { ...(fields as Record<string, string>) }
    : { [TEXT]: metadata };
  if (subject !== undefined) stored[SUBJECT] = subject;
  const told = commandIn(stored);
  if (told?.id !== command?.id || told?.index !== command?.index) {
    stored[COMMAND] = command ? `${command.id} ${command.index}` : '';
  }
  return stored;
}

function givenMetadata(stored: unknown): {
  metadata: string;
  command: NewEvent['command'];
  subject: string | undefined;
} {
  const isObject = typeof stored === 'object' && stored !== null && !(stored instanceof Uint8Array);
  if (!isObject || Array.isArray(stored)) {
    const metadata = stored === undefined ? '{}' : textOf(stored);
    return { metadata, command: undefined, subject: undefined };
  }
  const {
    [SUBJECT]: subject,
    [COMMAND]: _command,
    [TEXT]: text,
    ...fields
  } = stored as Record<string, string>;
  return {
    metadata: text ?? JSON.stringify(fields),
    command: commandIn(stored as Record<string, string>),
    subject,
  };
}

/** As the adapter noted it, else as the ledger stamps it. */
function commandIn(stored: Readonly<Record<string, string>>): NewEvent['command'] {
  const noted = stored[COMMAND];
  if (noted === '') return undefined;
  const [id, index] = noted === undefined ? [stored.commandId, stored.commandIndex] : noted.split(' ');
  return id && index && /^\d+$/.test(index) ? { id, index: Number(index) } : undefined;
}

function textOf(value: unknown): string {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('utf8');
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function parsed({ id }: NewEvent, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new InvalidAppend(`event ${id} is not well-formed JSON text`, { cause: error });
  }
}
