import { AppendResult, EventStoreDBClient } from '@eventstore/db-client';
import { failpoint } from '@ledgerline/platform/failpoints';
import { checkAppend, InvalidAppend } from '../check-append';
import { AppendOutcome, ExpectedRevision, NewEvent, positionOf } from '../port';
import { meaningOf } from './append-error';
import { appendOnce } from './client-calls';
import { Checked, CommandMemory } from './command-memory';
import { Credentials } from './connection-settings';
import { encodeEvent } from './event-codec';
import { LogReads } from './log-reads';
import { StreamTails } from './stream-tails';

export interface AppenderOptions {
  readonly client: EventStoreDBClient;
  readonly credentials: Credentials;
  readonly timeoutMs: number;
  readonly storeId: string;
  readonly reads: LogReads;
  readonly tails: StreamTails;
  readonly memory: CommandMemory;
}

interface Append {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  readonly events: readonly NewEvent[];
}

const READ_BACK_ATTEMPTS = 3;

/** Compares with the memory of commands, sends, and says what became of it. */
export class Appender {
  private readonly inFlight = new Set<Promise<unknown>>();
  private closing = false;

  constructor(private readonly options: AppenderOptions) {}

  append(append: Append): Promise<AppendOutcome> {
    const appending = this.run(append);
    this.inFlight.add(appending);
    const done = (): void => void this.inFlight.delete(appending);
    appending.then(done, done);
    return appending;
  }

  /** Takes nothing more; resolves when everything taken is answered. */
  async close(): Promise<void> {
    this.closing = true;
    await Promise.allSettled([...this.inFlight]);
  }

  private async run(append: Append): Promise<AppendOutcome> {
    const { stream, expected, events } = append;
    checkAppend(stream, events);
    if (stream.startsWith('$')) throw new InvalidAppend(`the stream name ${stream} is the event store's own`);
    const encoded = events.map(encodeEvent);
    if (this.closing) return { outcome: 'not-executed', reason: 'the event store is closing' };
    let checked: AppendOutcome | Checked;
    try {
      checked = await this.options.memory.check(stream, expected, events);
    } catch (error) {
      return { outcome: 'not-executed', reason: (error as Error).message };
    }
    if ('outcome' in checked) return checked;
    const { client, credentials, timeoutMs } = this.options;
    const sent = {
      stream,
      expected: expected === 'no-stream' ? ('no_stream' as const) : expected,
      events: encoded,
    };
    let answer: AppendResult;
    try {
      failpoint('append.before');
      answer = await appendOnce(client, sent, { credentials, timeoutMs });
      failpoint('append.committed');
    } catch (error) {
      const meaning = meaningOf(error);
      if (meaning.kind === 'conflict') return { outcome: 'conflict', actual: meaning.actual };
      return { outcome: meaning.kind, reason: meaning.reason };
    }
    return this.written(append, checked, answer.position?.commit);
  }

  /**
   * It is durable. The server tells only the last event's position; those before it are read back, and when
   * that fails the caller sends the same bytes again, which the server then answers as it did now.
   */
  private async written(append: Append, checked: Checked, last: bigint | undefined): Promise<AppendOutcome> {
    const { stream, expected, events } = append;
    if (last === undefined)
      return { outcome: 'unknown', reason: 'the event store said yes without a position' };
    const { memory, tails, storeId } = this.options;
    memory.confirm(checked, last);
    const first = expected === 'no-stream' ? 0n : expected + 1n;
    const offsets = events.length === 1 ? [last] : await this.offsetsFrom(first, append);
    if (offsets?.at(-1) !== last)
      return { outcome: 'unknown', reason: 'what was appended cannot be read back' };
    const young = events.map(({ command, subject }, n) => {
      return { revision: first + BigInt(n), offset: offsets[n]!, command, subject };
    });
    tails.remember(stream, young, memory.known);
    const positions = offsets.map((offset) => positionOf(storeId, offset));
    const { revision } = young.at(-1)!;
    return { outcome: 'ok', revision, position: positions.at(-1)!, positions, repeated: false };
  }

  private async offsetsFrom(
    first: bigint,
    { stream, events }: Append,
  ): Promise<readonly bigint[] | undefined> {
    for (let attempt = 1; attempt <= READ_BACK_ATTEMPTS; attempt += 1) {
      try {
        const stored = await this.options.reads.streamFrom(stream, first, events.length);
        const same = stored.every(({ recorded }, n) => recorded.id === events[n]!.id);
        return same && stored.length === events.length ? stored.map(({ offset }) => offset) : undefined;
      } catch {
        // The append is durable whatever reading says.
      }
    }
    return undefined;
  }
}
