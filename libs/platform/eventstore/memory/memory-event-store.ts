import { randomBytes } from 'node:crypto';
import { InvalidAppend, checkAppend } from '../check-append';
import {
  AppendOutcome,
  EventStore,
  ExpectedRevision,
  NewEvent,
  Position,
  RecordedEvent,
  StreamPage,
  StreamPageRequest,
  TailMessage,
  positionOf,
} from '../port';
import { assertNotAhead, sequenceAfter } from '../position-refused';

interface StoredStream {
  /** Revision of `events[0]`: 0, unless a test began later. */
  readonly first: bigint;
  readonly events: RecordedEvent[];
}

/** The reference: what the other adapters must answer, in plain code. Nothing survives the process. */
export class MemoryEventStore implements EventStore {
  readonly storeId = `mem${randomBytes(5).toString('hex')}`;
  private readonly log: RecordedEvent[] = [];
  private readonly streams = new Map<string, StoredStream>();
  /** Every command in the log: its id, and its events by index. */
  private readonly commands = new Map<string, Map<number, RecordedEvent>>();
  private readonly subjects = new Map<string, RecordedEvent[]>();
  private readonly waiting = new Set<() => void>();

  async append(
    stream: string,
    expected: ExpectedRevision,
    events: readonly NewEvent[],
  ): Promise<AppendOutcome> {
    checkAppend(stream, events);
    for (const event of events) assertJson(event);

    const actual = this.headOf(stream);
    if (actual !== expected)
      return this.repeated(stream, expected, events) ?? { outcome: 'conflict', actual };
    const commandIds = this.knownCommands(events);
    if (commandIds.length > 0) return { outcome: 'duplicate', commandIds };

    const recorded = events.map((event) => this.write(stream, event));
    for (const wake of this.waiting) wake();
    return answer(recorded, { repeated: false });
  }

  async readStream(stream: string, page: StreamPageRequest): Promise<StreamPage> {
    const head = this.headOf(stream);
    if (head === 'no-stream') return { events: [], head };
    const { first, events } = this.streams.get(stream)!;
    if (page.direction === 'backward') {
      const from = page.fromRevision === undefined || page.fromRevision > head ? head : page.fromRevision;
      const end = Math.max(0, Number(from - first) + 1);
      return { events: events.slice(Math.max(0, end - page.countMax), end).reverse(), head };
    }
    const from = page.fromRevision === undefined || page.fromRevision < first ? first : page.fromRevision;
    const start = Number(from - first);
    return { events: events.slice(start, start + page.countMax), head };
  }

  async readAll({ after, countMax }: { after: Position | undefined; countMax: number }) {
    const start = Number(sequenceAfter(this.storeId, after));
    return this.log.slice(start, start + countMax);
  }

  async readSubject(stream: string, subject: string): Promise<readonly RecordedEvent[]> {
    return [...(this.subjects.get(`${stream}\0${subject}`) ?? [])];
  }

  async readCommand(_stream: string, commandId: string): Promise<readonly RecordedEvent[]> {
    const byIndex = [...(this.commands.get(commandId) ?? [])];
    return byIndex.sort(([a], [b]) => a - b).map(([, event]) => event);
  }

  async head(): Promise<Position | undefined> {
    return this.log.at(-1)?.position;
  }

  async countAfter(position: Position | undefined): Promise<number> {
    const sequence = sequenceAfter(this.storeId, position);
    assertNotAhead({ storeId: this.storeId, head: BigInt(this.log.length) }, sequence);
    return this.log.length - Number(sequence);
  }

  async clock(): Promise<Date> {
    return new Date();
  }

  async *tail({
    after,
    signal,
  }: {
    after: Position | undefined;
    signal: AbortSignal;
  }): AsyncGenerator<TailMessage> {
    const sequence = sequenceAfter(this.storeId, after);
    assertNotAhead({ storeId: this.storeId, head: BigInt(this.log.length) }, sequence);
    for (let next = Number(sequence); !signal.aborted;) {
      while (next < this.log.length && !signal.aborted) yield { kind: 'event', event: this.log[next++]! };
      if (signal.aborted) return;
      yield { kind: 'caught-up' };
      if (next === this.log.length) await this.nextAppend(signal);
    }
  }

  async close(): Promise<void> {
    for (const wake of this.waiting) wake();
  }

  /** For tests: as though the stream's earlier events had gone before; the next append expects `revision`. */
  startStreamAt(stream: string, revision: bigint): void {
    this.streams.set(stream, { first: revision + 1n, events: [] });
  }

  private headOf(stream: string): ExpectedRevision {
    const stored = this.streams.get(stream);
    return stored ? stored.first + BigInt(stored.events.length) - 1n : 'no-stream';
  }

  private write(stream: string, event: NewEvent): RecordedEvent {
    const stored = this.streams.get(stream) ?? { first: 0n, events: [] };
    this.streams.set(stream, stored);
    const recorded: RecordedEvent = {
      stream,
      revision: stored.first + BigInt(stored.events.length),
      position: positionOf(this.storeId, BigInt(this.log.length + 1)),
      id: event.id,
      type: event.type,
      data: event.data,
      metadata: event.metadata,
      recordedAt: new Date(),
    };
    stored.events.push(recorded);
    this.log.push(recorded);
    if (event.command) {
      const { id, index } = event.command;
      this.commands.set(id, (this.commands.get(id) ?? new Map()).set(index, recorded));
    }
    if (event.subject !== undefined) {
      const key = `${stream}\0${event.subject}`;
      this.subjects.set(key, [...(this.subjects.get(key) ?? []), recorded]);
    }
    return recorded;
  }

  /** The very same events at the very same place: an answer got lost and the append was sent again. */
  private repeated(
    stream: string,
    expected: ExpectedRevision,
    events: readonly NewEvent[],
  ): AppendOutcome | undefined {
    const stored = this.streams.get(stream);
    if (!stored) return undefined;
    const start = Number((expected === 'no-stream' ? -1n : expected) + 1n - stored.first);
    if (start < 0) return undefined;
    const there = stored.events.slice(start, start + events.length);
    const same = there.length === events.length && there.every(({ id }, at) => id === events[at]!.id);
    return same ? answer(there, { repeated: true }) : undefined;
  }

  private knownCommands(events: readonly NewEvent[]): readonly string[] {
    const known = events.filter(
      ({ command }) => command && this.commands.get(command.id)?.has(command.index),
    );
    return [...new Set(known.map(({ command }) => command!.id))];
  }

  private nextAppend(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        this.waiting.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      this.waiting.add(wake);
      signal.addEventListener('abort', wake);
    });
  }
}

function assertJson({ id, data, metadata }: NewEvent): void {
  try {
    JSON.parse(data);
    JSON.parse(metadata);
  } catch (error) {
    throw new InvalidAppend(`event ${id} is not well-formed JSON text`, { cause: error });
  }
}

function answer(events: readonly RecordedEvent[], { repeated }: { repeated: boolean }): AppendOutcome {
  const last = events.at(-1)!;
  const positions = events.map(({ position }) => position);
  return { outcome: 'ok', revision: last.revision, position: last.position, positions, repeated };
}
