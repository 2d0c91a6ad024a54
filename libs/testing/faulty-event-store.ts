import {
  AppendOutcome,
  EventStore,
  ExpectedRevision,
  InvalidAppend,
  LogHistory,
  NewEvent,
  Position,
  RecordedEvent,
  StreamPage,
  StreamPageRequest,
  TailMessage,
} from '@ledgerline/platform/eventstore';

/** How an append goes wrong, once. */
export type AppendFault =
  /** It never arrives, and nobody knows. */
  | 'lost'
  /** It is written, and its answer is lost. */
  | 'answer-lost'
  /** Certainly nothing is written. */
  | 'not-executed'
  /** The store calls it invalid, as a bug of ours. */
  | 'throws'
  /** The store says conflict though the revision is right: another writer came and went. */
  | 'conflict';

export interface SentAppend {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  readonly events: readonly NewEvent[];
}

/** A store in front of another that fails on command, and remembers what was sent to it. */
export class FaultyEventStore implements EventStore {
  readonly storeId: string;
  readonly history: LogHistory | undefined;
  /** Every append that arrived, also those that then failed. */
  readonly sent: SentAppend[] = [];
  /** How far the log's clock is ahead of ours. */
  clockAheadMs = 0;
  private readonly faults: AppendFault[] = [];
  private readonly watchers = new Set<() => void>();
  private gate: Promise<void> = Promise.resolve();
  private failingReads = 0;

  constructor(private readonly inner: EventStore) {
    this.storeId = inner.storeId;
    this.history = inner.history;
  }

  /** The next appends fail so, one after the other; those after them succeed. */
  failNext(...faults: readonly AppendFault[]): void {
    this.faults.push(...faults);
  }

  failNextReads(count: number): void {
    this.failingReads = count;
  }

  /** Appends arrive and wait until the returned function is called. */
  hold(): () => void {
    let release: () => void = () => undefined;
    this.gate = new Promise((resolve) => (release = resolve));
    return release;
  }

  /** Resolves once so many appends have arrived in all. */
  async arrived(count: number): Promise<void> {
    while (this.sent.length < count) {
      await new Promise<void>((resolve) => this.watchers.add(resolve));
      this.watchers.clear();
    }
  }

  async append(
    stream: string,
    expected: ExpectedRevision,
    events: readonly NewEvent[],
  ): Promise<AppendOutcome> {
    this.sent.push({ stream, expected, events: [...events] });
    for (const wake of this.watchers) wake();
    await this.gate;
    const fault = this.faults.shift();
    if (fault === 'lost') return { outcome: 'unknown', reason: 'connection reset' };
    if (fault === 'throws') throw new InvalidAppend('nothing the store could write');
    if (fault === 'not-executed') return { outcome: 'not-executed', reason: 'the port is closed' };
    if (fault === 'conflict') {
      const { head } = await this.inner.readStream(stream, { countMax: 1 });
      return { outcome: 'conflict', actual: head };
    }
    const answer = await this.inner.append(stream, expected, events);
    return fault === 'answer-lost' ? { outcome: 'unknown', reason: 'answer lost' } : answer;
  }

  readStream(stream: string, page: StreamPageRequest): Promise<StreamPage> {
    return this.reading(() => this.inner.readStream(stream, page));
  }

  readAll(page: { after: Position | undefined; countMax: number }): Promise<readonly RecordedEvent[]> {
    return this.reading(() => this.inner.readAll(page));
  }

  readSubject(...asked: Parameters<EventStore['readSubject']>): Promise<readonly RecordedEvent[]> {
    return this.reading(() => this.inner.readSubject(...asked));
  }

  readCommand(stream: string, commandId: string): Promise<readonly RecordedEvent[]> {
    return this.reading(() => this.inner.readCommand(stream, commandId));
  }

  head(): Promise<Position | undefined> {
    return this.reading(() => this.inner.head());
  }

  countAfter(position: Position | undefined): Promise<number> {
    return this.reading(() => this.inner.countAfter(position));
  }

  async clock(): Promise<Date> {
    const theirs = await this.reading(() => this.inner.clock());
    return new Date(theirs.getTime() + this.clockAheadMs);
  }

  tail(from: { after: Position | undefined; signal: AbortSignal }): AsyncIterable<TailMessage> {
    return this.inner.tail(from);
  }

  close(): Promise<void> {
    return this.inner.close();
  }

  private reading<T>(read: () => Promise<T>): Promise<T> {
    if (this.failingReads === 0) return read();
    this.failingReads--;
    return Promise.reject(new Error('connection refused'));
  }
}
