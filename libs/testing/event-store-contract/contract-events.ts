import { randomUUID } from 'node:crypto';
import {
  AppendOutcome,
  EventStore,
  ExpectedRevision,
  NewEvent,
  Position,
  RecordedEvent,
  TailMessage,
} from '@ledgerline/platform/eventstore';

/** A stream nobody else writes to. */
export function newStream(category = 'account'): string {
  return `${category}-${randomUUID()}`;
}

/** An event with an id of its own; a real one's id depends on its content, which no store looks at. */
export function newEvent(given: Partial<NewEvent> = {}): NewEvent {
  return { id: randomUUID(), type: 'ledgerline.test.happened.v1', data: '{"n":1}', metadata: '{}', ...given };
}

export function newEvents(count: number, given: Partial<NewEvent> = {}): readonly NewEvent[] {
  return Array.from({ length: count }, (_, n) => newEvent({ data: JSON.stringify({ n }), ...given }));
}

/** Until the outcome is known: after a broken connection the same bytes are sent again, and nothing else. */
export async function appendSurely(
  store: EventStore,
  stream: string,
  expected: ExpectedRevision,
  events: readonly NewEvent[],
): Promise<AppendOutcome> {
  for (;;) {
    const answer = await store.append(stream, expected, events);
    if (answer.outcome !== 'unknown' && answer.outcome !== 'not-executed') return answer;
  }
}

/** The whole log after a position, page by page. */
export async function readWholeLog(store: EventStore, from?: Position): Promise<readonly RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  for (let after = from; ; after = events.at(-1)!.position) {
    const page = await store.readAll({ after, countMax: 1_000 });
    if (page.length === 0) return events;
    events.push(...page);
  }
}

/** Follows a tail until `enough` says so, and ends it. */
export async function follow(
  store: EventStore,
  after: Position | undefined,
  enough: (messages: readonly TailMessage[]) => boolean | Promise<boolean>,
): Promise<readonly TailMessage[]> {
  const stop = new AbortController();
  const messages: TailMessage[] = [];
  try {
    for await (const message of store.tail({ after, signal: stop.signal })) {
      messages.push(message);
      if (await enough(messages)) break;
    }
  } finally {
    stop.abort();
  }
  return messages;
}

export function eventsOf(messages: readonly TailMessage[]): readonly RecordedEvent[] {
  return messages.flatMap((message) => (message.kind === 'event' ? [message.event] : []));
}
