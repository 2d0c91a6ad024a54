import { EventStore, Position, RecordedEvent, TailMessage } from '@ledgerline/platform/eventstore';
import { BatchItem } from './batch-item';
import { asError } from './fold-batch';
import { ProjectedEvent } from './projection';
import { Bell, nextTurn } from './turn';

/** Answers undefined for an event of another context; throws for one that should be known and is not. */
export type Decode = (recorded: RecordedEvent) => ProjectedEvent | undefined;

export const BATCH_EVENTS_MAX = 20_000;
export const BATCH_BYTES_MAX = 32 * 1024 * 1024;

/** So many events are worth a transaction of their own; fewer may wait a moment for company. */
export const BATCH_EVENTS_WORTHWHILE = 2_000;

/**
 * Reads the log ahead of the projections, decoding while the database is busy with the batch before. It holds
 * at most one batch; then the log waits.
 */
export class LogReader {
  private items: BatchItem[] = [];
  private bytes = 0;
  private ended = false;
  private failure: Error | undefined;
  private readonly arrived = new Bell();
  private readonly taken = new Bell();

  constructor(
    private readonly store: EventStore,
    private readonly decode: Decode,
    private readonly batchEventsMax: number,
  ) {}

  /** Reads until the signal aborts; a failure of the log is thrown by {@link take}. */
  async read(after: Position | undefined, signal: AbortSignal): Promise<void> {
    const release = (): void => this.taken.ring();
    signal.addEventListener('abort', release);
    try {
      for await (const message of this.store.tail({ after, signal })) {
        const item = itemOf(this.decode, message);
        if (item) this.put(item);
        while (this.isFull() && !signal.aborted) await this.taken.heard();
        if (signal.aborted) break;
      }
      if (!signal.aborted) this.failure = new Error('the log ended its stream of events');
    } catch (error) {
      if (!signal.aborted) this.failure = asError(error);
    } finally {
      signal.removeEventListener('abort', release);
      this.ended = true;
      this.arrived.ring();
    }
  }

  /**
   * The next batch: everything that has been read. A small one waits until `restMs` are over, so that a busy
   * log costs few transactions; an idle one is answered at once. Undefined when reading has ended.
   */
  async take(restMs: number): Promise<readonly BatchItem[] | undefined> {
    const restedAt = performance.now() + restMs;
    while (!this.ended && !this.isWorthwhile()) {
      const leftMs = restedAt - performance.now();
      if (leftMs <= 0 && this.items.length > 0) break;
      await this.arrived.heard(leftMs > 0 ? leftMs : undefined);
      await nextTurn();
    }
    if (this.failure) throw this.failure;
    if (this.ended) return undefined;
    const batch = this.items;
    this.items = [];
    this.bytes = 0;
    this.taken.ring();
    return batch;
  }

  private put(item: BatchItem): void {
    this.items.push(item);
    this.bytes += item.bytes;
    if (this.items.length === 1 || this.isWorthwhile()) this.arrived.ring();
  }

  private isFull(): boolean {
    return this.items.length >= this.batchEventsMax || this.bytes >= BATCH_BYTES_MAX;
  }

  private isWorthwhile(): boolean {
    return this.isFull() || this.items.length >= BATCH_EVENTS_WORTHWHILE;
  }
}

export function batchItemOf(decode: Decode, recorded: RecordedEvent): BatchItem {
  const place = {
    position: recorded.position,
    recordedAtMs: recorded.recordedAt.getTime(),
    bytes: recorded.data.length + recorded.metadata.length,
  };
  try {
    const event = decode(recorded);
    return event ? { ...place, event } : place;
  } catch (error) {
    return { ...place, undecodable: asError(error) };
  }
}

function itemOf(decode: Decode, message: TailMessage): BatchItem | undefined {
  if (message.kind === 'event') return batchItemOf(decode, message.event);
  if (message.kind === 'checkpoint') return { position: message.position, bytes: 0 };
  return undefined;
}
