import {
  AllStreamResolvedEvent,
  BACKWARDS,
  END,
  ErrorType,
  EventStoreDBClient,
  FORWARDS,
  ReadPosition,
  ResolvedEvent,
  START,
} from '@eventstore/db-client';
import { ExpectedRevision, StreamPageRequest } from '../port';
import { collect } from './client-calls';
import { Credentials } from './connection-settings';
import { EVENT_TYPE_PREFIX, StoredEvent, decodeEvent } from './event-codec';

/** Read at once when looking for events of ours between others. */
const SCAN_EVENTS = 1_000;
/** The first look at the end of the log: mostly an event of ours is among so few. */
const SCAN_BACK_EVENTS = 16;

export interface LogReadsOptions {
  readonly client: EventStoreDBClient;
  readonly credentials: Credentials;
  readonly storeId: string;
  /** A read is given up when nothing arrives for so long. */
  readonly timeoutMs: number;
}

/** Everything that is read from EventStoreDB, as events of ours. */
export class LogReads {
  /** Everything up to `end` was looked at; the last event of ours there is at `ours`. */
  private scanned: { end: bigint; ours: bigint | undefined } = { end: -1n, ours: undefined };

  constructor(private readonly options: LogReadsOptions) {}

  /** A page of a stream and the stream's head; the head may be a moment newer, never older. */
  async stream(
    stream: string,
    page: StreamPageRequest,
  ): Promise<{ events: readonly StoredEvent[]; head: ExpectedRevision }> {
    if (page.direction === 'backward') return this.streamBackward(stream, page);
    const fromRevision = page.fromRevision ?? 0n;
    const events = await this.streamFrom(stream, fromRevision, page.countMax);
    if (events.length === 0 && fromRevision === 0n && page.countMax > 0) return { events, head: 'no-stream' };
    // A page that is not full ends at the head.
    if (events.length > 0 && events.length < page.countMax) {
      return { events, head: events.at(-1)!.recorded.revision };
    }
    return { events, head: await this.streamHead(stream) };
  }

  async streamHead(stream: string): Promise<ExpectedRevision> {
    const [last] = await this.streamBack(stream, END, 1);
    return last ? last.recorded.revision : 'no-stream';
  }

  /** From a revision upwards, inclusive; nothing beyond the end and of a missing stream. */
  streamFrom(stream: string, fromRevision: bigint, countMax: number): Promise<readonly StoredEvent[]> {
    const { client, credentials } = this.options;
    const source = () =>
      client.readStream(stream, { fromRevision, direction: FORWARDS, maxCount: countMax, credentials });
    return this.ofStream(stream, source);
  }

  /** From a revision, or the end, downwards, inclusive. */
  streamBack(stream: string, from: bigint | typeof END, countMax: number): Promise<readonly StoredEvent[]> {
    const { client, credentials } = this.options;
    const source = () =>
      client.readStream(stream, {
        fromRevision: from,
        direction: BACKWARDS,
        maxCount: countMax,
        credentials,
      });
    return this.ofStream(stream, source);
  }

  /** Events of ours after an offset, at most `countMax`. The server cannot filter a read: it is done here. */
  async after(offset: bigint | undefined, countMax: number): Promise<readonly StoredEvent[]> {
    const found: StoredEvent[] = [];
    const pageSize = Math.max(countMax, SCAN_EVENTS) + 1;
    for (let from = offset; ;) {
      const page = await this.all(from, pageSize);
      for (const resolved of page) {
        const at = offsetOf(resolved);
        if (from !== undefined && at <= from) continue;
        if (isOurs(resolved)) found.push(decodeEvent(this.options.storeId, resolved));
        if (found.length === countMax) return found;
      }
      if (page.length < pageSize) return found;
      from = offsetOf(page.at(-1)!);
    }
  }

  /**
   * The first event at or after an offset, whoever wrote it. `ours` is absent when it is none of ours.
   */
  async firstFrom(offset: bigint): Promise<{ offset: bigint; ours: StoredEvent | undefined } | undefined> {
    const [first] = await this.all(offset, 1);
    if (!first) return undefined;
    const ours = isOurs(first) ? decodeEvent(this.options.storeId, first) : undefined;
    return { offset: offsetOf(first), ours };
  }

  /** Offset of the last event, whoever wrote it. */
  async end(): Promise<bigint | undefined> {
    const [last] = await this.allBack(END, 1);
    return last && offsetOf(last);
  }

  /** Offset of the last event of ours. What was looked at once is not looked at again. */
  async ourEnd(): Promise<bigint | undefined> {
    let page = await this.allBack(END, SCAN_BACK_EVENTS);
    const end = page[0] ? offsetOf(page[0]) : -1n;
    // A log that ends earlier than before was restored: nothing known of it counts.
    const known = end < this.scanned.end ? { end: -1n, ours: undefined } : this.scanned;
    let ours = known.ours;
    while (page.length > 0) {
      const newest = page.find(isOurs);
      const oldest = offsetOf(page.at(-1)!);
      if (newest) ours = offsetOf(newest);
      if (newest || oldest <= known.end) break;
      const before = await this.allBack({ commit: oldest, prepare: oldest }, SCAN_EVENTS);
      page = before.filter((resolved) => offsetOf(resolved) < oldest);
    }
    this.scanned = { end, ours };
    return ours;
  }

  private async streamBackward(stream: string, { fromRevision, countMax }: StreamPageRequest) {
    if (fromRevision === undefined) {
      const events = await this.streamBack(stream, END, countMax);
      return { events, head: events[0]?.recorded.revision ?? ('no-stream' as const) };
    }
    const head = await this.streamHead(stream);
    if (head === 'no-stream') return { events: [], head };
    return {
      events: await this.streamBack(stream, fromRevision < head ? fromRevision : head, countMax),
      head,
    };
  }

  private async ofStream(stream: string, source: () => object): Promise<readonly StoredEvent[]> {
    const { storeId, timeoutMs } = this.options;
    try {
      const events = await collect<ResolvedEvent>(source(), `reading ${stream}`, timeoutMs);
      return events.map((resolved) => decodeEvent(storeId, resolved));
    } catch (error) {
      if ((error as { type?: string }).type === ErrorType.STREAM_NOT_FOUND) return [];
      throw error;
    }
  }

  /** Inclusive of the offset. */
  private all(from: bigint | undefined, maxCount: number): Promise<AllStreamResolvedEvent[]> {
    const { client, credentials, timeoutMs } = this.options;
    const fromPosition = from === undefined ? START : { commit: from, prepare: from };
    const source = client.readAll({ fromPosition, direction: FORWARDS, maxCount, credentials });
    return collect(source, 'reading the log', timeoutMs);
  }

  private allBack(fromPosition: ReadPosition, maxCount: number): Promise<AllStreamResolvedEvent[]> {
    const { client, credentials, timeoutMs } = this.options;
    const source = client.readAll({ fromPosition, direction: BACKWARDS, maxCount, credentials });
    return collect(source, 'reading the end of the log', timeoutMs);
  }
}

export function isOurs({ event }: AllStreamResolvedEvent): boolean {
  return event !== undefined && event.type.startsWith(EVENT_TYPE_PREFIX);
}

export function offsetOf({ event, link, commitPosition }: AllStreamResolvedEvent): bigint {
  const offset = (event ?? link)?.position?.commit ?? commitPosition;
  if (offset === undefined) throw new Error('the event store answered an event without its position');
  return offset;
}
