import { APPEND_BYTES_MAX, AppendTooLarge, EVENT_BYTES_MAX, NewEvent, STREAM_NAME_LENGTH_MAX } from './port';

/** The caller's mistake, told before anything is sent; sending it again cannot help. */
export class InvalidAppend extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'InvalidAppend';
  }
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const COMMAND_INDEX_MAX = 2_147_483_647;
/** Control characters, and halves of surrogate pairs, which UTF-8 cannot hold. */
const NOT_IN_NAMES = /[\p{Cc}\p{Cs}]/u;
/** Not in well-formed JSON text; the second separates the lists of the PostgreSQL adapter. */
const NOT_IN_JSON = /\p{Cs}/u;
const SEPARATOR = '\u001f';

/**
 * What every adapter asks of an append before it looks at the stream.
 * @returns bytes of data and metadata
 * @throws AppendTooLarge, InvalidAppend
 */
export function checkAppend(stream: string, events: readonly NewEvent[]): number {
  checkName('stream', stream);
  if (events.length === 0) throw new InvalidAppend(`an append to ${stream} names no event`);
  let bytes = 0;
  const commands = new Set<string>();
  for (const event of events) {
    bytes += checkEvent(event);
    if (!event.command) continue;
    const key = `${event.command.id} ${event.command.index}`;
    if (commands.has(key)) throw new InvalidAppend(`command ${key} is named twice in one append`);
    commands.add(key);
  }
  if (bytes > APPEND_BYTES_MAX) {
    throw new AppendTooLarge(
      `an append of ${bytes} bytes to ${stream}; at most ${APPEND_BYTES_MAX} are taken`,
    );
  }
  return bytes;
}

function checkEvent({ id, type, data, metadata, command, subject }: NewEvent): number {
  if (!UUID.test(id)) throw new InvalidAppend(`event id "${id}" is not a lower-case UUID`);
  checkName('event type', type);
  if (subject !== undefined) checkName('subject', subject);
  if (command && !UUID.test(command.id)) {
    throw new InvalidAppend(`command id "${command.id}" is not a lower-case UUID`);
  }
  if (
    command &&
    !(Number.isInteger(command.index) && command.index >= 0 && command.index <= COMMAND_INDEX_MAX)
  ) {
    throw new InvalidAppend(`command index ${command.index} is not a small whole number`);
  }
  if ([data, metadata].some((text) => NOT_IN_JSON.test(text) || text.includes(SEPARATOR))) {
    throw new InvalidAppend(`event ${id} is not well-formed JSON text`);
  }
  const bytes = Buffer.byteLength(data) + Buffer.byteLength(metadata);
  if (bytes > EVENT_BYTES_MAX) {
    throw new AppendTooLarge(
      `event ${id} (${type}) has ${bytes} bytes; at most ${EVENT_BYTES_MAX} are taken`,
    );
  }
  return bytes;
}

function checkName(what: string, name: string): void {
  if (name.length === 0 || name.length > STREAM_NAME_LENGTH_MAX) {
    throw new InvalidAppend(`a ${what} has 1 to ${STREAM_NAME_LENGTH_MAX} characters, not ${name.length}`);
  }
  if (NOT_IN_NAMES.test(name))
    throw new InvalidAppend(`a ${what} holds no control characters: ${JSON.stringify(name)}`);
}
