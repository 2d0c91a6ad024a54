import DataLoader from 'dataloader';
import { LRUCache } from 'lru-cache';
import { END } from '@eventstore/db-client';
import { LogReads } from './log-reads';
import { StreamTail, YoungEvent, youngEvent } from './stream-tail';

/** The index lags so far behind the log that what it misses cannot be held: nothing is decided on it. */
export class IndexBehind extends Error {
  constructor(stream: string, eventsMax: number) {
    super(`index-behind: more than ${eventsMax} events of ${stream} are not in the command index yet`);
    this.name = 'IndexBehind';
  }
}

const STREAMS_MAX = 100_000;
/** Read backwards at once: mostly the first event says that there is nothing new. */
const STEPS = [1, 32, 512, 4_096];

/**
 * The youngest events of the streams this process reads or writes, read from the log where not known.
 * At most `eventsMax` events in all; streams unused for longest go first.
 */
export class StreamTails {
  private readonly tails: LRUCache<string, StreamTail>;
  private held = 0;
  /** Several who ask about one stream in one turn of the event loop are answered by one read. */
  private readonly loader = new DataLoader<{ stream: string; offset: bigint }, StreamTail>(
    (asked) => this.readAll(asked),
    { cache: false, batchScheduleFn: setImmediate },
  );

  constructor(
    private readonly reads: LogReads,
    private readonly eventsMax: number,
  ) {
    const disposeAfter = (tail: StreamTail) => void (this.held -= tail.size);
    this.tails = new LRUCache({ max: STREAMS_MAX, disposeAfter });
  }

  get(stream: string): StreamTail | undefined {
    return this.tails.get(stream);
  }

  /** Events in the order of their stream, as they were read or written. */
  remember(stream: string, events: readonly YoungEvent[], known: bigint): void {
    if (events.length === 0) return;
    const tail = this.tails.get(stream) ?? this.hold(stream, new StreamTail());
    this.change(stream, tail, () => {
      tail.add(events);
      tail.prune(known);
    });
  }

  /** The stream up to its end as the log has it now, complete after `offset`. */
  upToDate(stream: string, offset: bigint): Promise<StreamTail> {
    return this.loader.load({ stream, offset });
  }

  clear(): void {
    this.tails.clear();
    this.held = 0;
  }

  private async readAll(
    asked: readonly { stream: string; offset: bigint }[],
  ): Promise<(StreamTail | Error)[]> {
    const lowest = new Map<string, bigint>();
    for (const { stream, offset } of asked) {
      const other = lowest.get(stream);
      lowest.set(stream, other !== undefined && other < offset ? other : offset);
    }
    const read = new Map<string, Promise<StreamTail | Error>>();
    for (const [stream, offset] of lowest) {
      read.set(
        stream,
        this.read(stream, offset).catch((error: Error) => error),
      );
    }
    return Promise.all(asked.map(({ stream }) => read.get(stream)!));
  }

  /** Backwards from the end until an event that the index knows, or one that this process knows already. */
  private async read(stream: string, offset: bigint): Promise<StreamTail> {
    const backwards: YoungEvent[] = [];
    let young = 0;
    let from: bigint | typeof END = END;
    for (let step = 0; ; step += 1) {
      const page = await this.reads.streamBack(stream, from, STEPS[Math.min(step, STEPS.length - 1)]!);
      for (const event of page) backwards.push(youngEvent(event));
      young += page.filter((event) => event.offset > offset).length;
      if (young > this.eventsMax) throw new IndexBehind(stream, this.eventsMax);
      const oldest = page.at(-1);
      if (!oldest || oldest.offset <= offset || oldest.recorded.revision === 0n) break;
      if (this.tails.get(stream)?.covers(oldest.recorded.revision - 1n, offset)) break;
      from = oldest.recorded.revision - 1n;
    }
    return this.join(stream, backwards.reverse(), offset);
  }

  private join(stream: string, events: readonly YoungEvent[], offset: bigint): StreamTail {
    const head = events.at(-1)?.revision ?? -1n;
    const known = this.tails.get(stream);
    const joined = known?.covers((events[0]?.revision ?? 0n) - 1n, offset);
    const tail = known && joined ? known : this.hold(stream, new StreamTail());
    this.change(stream, tail, () => tail.add(events));
    if (tail.covers(head, offset)) return tail;
    throw new Error(`the end of ${stream} could not be read without a gap`);
  }

  private hold(stream: string, tail: StreamTail): StreamTail {
    this.tails.set(stream, tail);
    return tail;
  }

  private change(stream: string, tail: StreamTail, how: () => void): void {
    const before = tail.size;
    how();
    if (this.tails.peek(stream) !== tail) return;
    this.held += tail.size - before;
    while (this.held > this.eventsMax && this.tails.size > 1) this.tails.pop();
    if (tail.size > this.eventsMax) this.tails.delete(stream);
  }
}
