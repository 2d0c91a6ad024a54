import { setImmediate as nextTurn } from 'node:timers/promises';
import { EventStore, Position, TailMessage } from '@ledgerline/platform/eventstore';
import { asError, LogEntry } from './log-entry';
import { Bell } from './turn';

/**
 * Rows wait in memory for their batch to end. With 20,000 events they outlive the young generation of the
 * garbage collector, and catching up took a tenth longer than with 3,000.
 */
export const BATCH_EVENTS_MAX = 3_000;
export const BATCH_BYTES_MAX = 32 * 1024 * 1024;

/** So many events are worth a transaction of their own; fewer may wait a moment for company. */
export const BATCH_EVENTS_WORTHWHILE = 2_000;

/** When nothing arrived for so long, no more company is expected: a single command is not kept waiting. */
const SILENCE_MS = 20;

/**
 * Reads the log ahead of the projections while the database is busy with the batch before. It holds at most
 * one batch; then the log waits.
 */
export class LogReader {
  private entries: LogEntry[] = [];
  private bytes = 0;
  private ended = false;
  private failure: Error | undefined;
  private readonly arrived = new Bell();
  private readonly taken = new Bell();

  constructor(
    private readonly store: EventStore,
    private readonly batchEventsMax: number,
  ) {}

  /** Reads until the signal aborts; a failure of the log is thrown by {@link take}. */
  async read(after: Position | undefined, signal: AbortSignal): Promise<void> {
    const release = (): void => this.taken.ring();
    signal.addEventListener('abort', release);
    try {
      for await (const message of this.store.tail({ after, signal })) {
        this.put(message);
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
   * The next batch: everything that has been read. A small one waits until `restMs` are over or the log
   * falls silent, so that a busy log costs few transactions; an idle one is answered at once. Undefined when
   * reading has ended.
   */
  async take(restMs: number): Promise<readonly LogEntry[] | undefined> {
    const restedAt = performance.now() + restMs;
    let before = -1;
    while (!this.ended && !this.isWorthwhile()) {
      const leftMs = restedAt - performance.now();
      const silent = this.entries.length === before;
      if (this.entries.length > 0 && (leftMs <= 0 || silent)) break;
      before = this.entries.length;
      await this.arrived.heard(before > 0 ? Math.min(leftMs, SILENCE_MS) : undefined);
      await nextTurn();
    }
    if (this.failure) throw this.failure;
    if (this.ended) return undefined;
    const batch = this.entries;
    this.entries = [];
    this.bytes = 0;
    this.taken.ring();
    return batch;
  }

  private put(message: TailMessage): void {
    if (message.kind === 'caught-up') return;
    if (message.kind === 'event') {
      const { event } = message;
      this.entries.push({ position: event.position, recorded: event });
      this.bytes += event.data.length + event.metadata.length;
    } else {
      this.entries.push({ position: message.position });
    }
    if (this.entries.length === 1 || this.isWorthwhile()) this.arrived.ring();
  }

  private isFull(): boolean {
    return this.entries.length >= this.batchEventsMax || this.bytes >= BATCH_BYTES_MAX;
  }

  private isWorthwhile(): boolean {
    return this.isFull() || this.entries.length >= BATCH_EVENTS_WORTHWHILE;
  }
}
