import { setImmediate as nextTurn } from 'node:timers/promises';
import { AppendResult, EventData, EventStoreDBClient } from '@eventstore/db-client';
import { Credentials } from './connection-settings';

/** A call that was given up after its own time; the answer may still come, and is not waited for. */
export class CallTimeout extends Error {
  constructor(what: string, timeoutMs: number) {
    super(`${what} was not answered within ${timeoutMs} ms`);
    this.name = 'CallTimeout';
  }
}

/** What the client's streams of events have in common. */
interface EventSource<Event> extends NodeJS.ReadableStream {
  on(event: 'data', listener: (event: Event) => void): this;
  on(event: 'error' | 'end' | 'close', listener: (error?: unknown) => void): this;
  cancel(): Promise<void>;
}

/**
 * Appends with a timer of its own: a frozen server was seen to keep a call for 20 s, whatever its deadline.
 * Credentials go with the call, which selects the RPC that appends once and avoids the client's process-wide
 * map of pending appends.
 */
export async function appendOnce(
  client: EventStoreDBClient,
  append: { stream: string; expected: bigint | 'no_stream'; events: EventData[] },
  { credentials, timeoutMs }: { credentials: Credentials; timeoutMs: number },
): Promise<AppendResult> {
  // At the beginning of a turn of the event loop, where no other call's error is being handled: the client
  // closes its channel when it handles one, and a call that meanwhile took hold of that channel would throw
  // where nobody can catch it, and end the process.
  await nextTurn();
  const { stream, expected, events } = append;
  const answer = client.appendToStream(stream, events, { expectedRevision: expected, credentials });
  answer.catch(() => undefined);
  return inTime(answer, `an append to ${stream}`, timeoutMs);
}

/** All events of a bounded read. Rejects with the client's error, or when nothing arrives for `timeoutMs`. */
export function collect<Event>(source: object, what: string, timeoutMs: number): Promise<Event[]> {
  const stream = source as EventSource<Event>;
  return new Promise((resolve, reject) => {
    const events: Event[] = [];
    let timer = setTimeout(giveUp, timeoutMs);
    function settle(how: () => void): void {
      clearTimeout(timer);
      how();
    }
    function giveUp(): void {
      stream.cancel().catch(() => undefined);
      reject(new CallTimeout(what, timeoutMs));
    }
    let heard = 0;
    stream.on('data', (event) => {
      events.push(event);
      // A timer per event would cost more than the event.
      if (++heard % 256 !== 0) return;
      clearTimeout(timer);
      timer = setTimeout(giveUp, timeoutMs);
    });
    // Stays on: an error may follow another, and without a listener it would end the process.
    stream.on('error', (error) =>
      settle(() => reject(error instanceof Error ? error : new Error(String(error)))),
    );
    stream.on('end', () => settle(() => resolve(events)));
  });
}

function inTime<T>(answer: Promise<T>, what: string, timeoutMs: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new CallTimeout(what, timeoutMs)), timeoutMs);
    answer.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
