import { hash } from 'node:crypto';
import { parse, v5 } from 'uuid';
import { DomainEvent, EventRegistry, Timestamp } from '@ledgerline/kernel';
import { ExpectedRevision, NewEvent } from '@ledgerline/platform/eventstore';
import { subjectKey } from './subject-key';

// As bytes: parsing a namespace and encoding a name cost v5 three times its hash.
const EVENT_ID_NAMESPACE = parse('5f2e3c1a-7d0b-5c64-9a58-3b1d9c0e6f27');
const COMMAND_ID_NAMESPACE = parse('b8a4d6f2-1c3e-5f70-8b9d-2e4a6c8f0d13');

/**
 * The command an idempotency key stands for: the same principal, stream and key are the same command for
 * ever.
 */
export function commandIdOf(options: { principal: string; stream: string; key: string }): string {
  return uuidOf(JSON.stringify([options.principal, options.stream, options.key]), COMMAND_ID_NAMESPACE);
}

export interface Stamp {
  readonly at: Timestamp;
  /** Absent for what time causes. */
  readonly command?: {
    readonly id: string;
    readonly hash: string;
    readonly name: string;
    readonly origin: Readonly<Record<string, string>>;
    /** Index of the event that stands for the command. */
    readonly own: number;
  };
}

/**
 * Makes an event ready for the log. Its id depends on where it is to stand and on every byte of it, so that
 * identical bytes keep their id when resent and another decision of the same command can never share one.
 */
export function stampEvent<Event extends DomainEvent>(options: {
  events: EventRegistry<Event>;
  event: Event;
  stream: string;
  expected: ExpectedRevision;
  indexInAppend: number;
  indexInCommand: number;
  subject: string | undefined;
  stamp: Stamp;
}): NewEvent {
  const { type, data } = options.events.encode(options.event);
  const { command, at } = options.stamp;
  const metadata = JSON.stringify(
    command
      ? {
          at,
          command: command.name,
          commandId: command.id,
          commandIndex: String(options.indexInCommand),
          // Told only where it is not the first: nearly never.
          ...(command.own > 0 && { commandOwn: String(command.own) }),
          commandHash: command.hash,
          ...command.origin,
        }
      : { at, cause: 'time' },
  );
  const digest = hash('sha256', `${type}\n${data}\n${metadata}`, 'base64');
  return {
    id: uuidOf(
      `${options.stream}/${options.expected}/${options.indexInAppend}/${digest}`,
      EVENT_ID_NAMESPACE,
    ),
    type,
    data,
    metadata,
    command: command && { id: command.id, index: options.indexInCommand },
    subject: options.subject === undefined ? undefined : subjectKey(options.subject),
  };
}

function uuidOf(name: string, namespace: Uint8Array): string {
  return v5(Buffer.from(name), namespace);
}
