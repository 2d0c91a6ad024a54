import { AppendOutcome, ExpectedRevision, NewEvent } from '../port';

/** One append on its way to the log. */
export interface PendingAppend {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  readonly events: readonly NewEvent[];
  /** Of data and metadata. */
  readonly bytes: number;
  readonly resolve: (outcome: AppendOutcome) => void;
  readonly reject: (error: Error) => void;
}

/** Above this many waiting appends, or bytes in them, an append is refused as not executed. */
export const QUEUED_APPENDS_MAX = 20_000;
export const QUEUED_BYTES_MAX = 256 * 1024 * 1024;

/** One transaction takes at most so much: it holds the head's lock while it writes. */
const BATCH_EVENTS_MAX = 2_000;
const BATCH_BYTES_MAX = 4 * 1024 * 1024;

/**
 * Appends in the order they came, handed out in batches in which a stream, and a command, occurs once. What
 * comes later for a busy stream waits behind it, so one hot stream costs the others nothing.
 */
export class AppendQueue {
  private ready: PendingAppend[] = [];
  /** Streams that are ready or in flight, with what waits behind. */
  private readonly busy = new Map<string, PendingAppend[]>();
  private count = 0;
  private bytes = 0;

  get isEmpty(): boolean {
    return this.count === 0;
  }

  get hasReady(): boolean {
    return this.ready.length > 0;
  }

  /** False when the queue is full: the append was not taken. */
  push(append: PendingAppend): boolean {
    if (this.count >= QUEUED_APPENDS_MAX || this.bytes + append.bytes > QUEUED_BYTES_MAX) return false;
    this.count += 1;
    this.bytes += append.bytes;
    const behind = this.busy.get(append.stream);
    if (behind) {
      behind.push(append);
    } else {
      this.busy.set(append.stream, []);
      this.ready.push(append);
    }
    return true;
  }

  takeBatch(): readonly PendingAppend[] {
    const batch: PendingAppend[] = [];
    const deferred: PendingAppend[] = [];
    const commands = new Set<string>();
    let events = 0;
    let bytes = 0;
    let taken = 0;
    for (const append of this.ready) {
      const full = events + append.events.length > BATCH_EVENTS_MAX || bytes + append.bytes > BATCH_BYTES_MAX;
      if (full && batch.length > 0) break;
      taken += 1;
      if (!claimCommands(append, commands)) {
        // The log's memory knows committed commands only: the second of two equals waits for the first's
        // commit.
        deferred.push(append);
        continue;
      }
      batch.push(append);
      events += append.events.length;
      bytes += append.bytes;
    }
    this.ready = [...deferred, ...this.ready.slice(taken)];
    return batch;
  }

  /** Frees the streams of a batch whose outcome is known. */
  finished(batch: readonly PendingAppend[]): void {
    for (const append of batch) {
      this.count -= 1;
      this.bytes -= append.bytes;
      const next = this.busy.get(append.stream)!.shift();
      if (next) this.ready.push(next);
      else this.busy.delete(append.stream);
    }
  }
}

function claimCommands({ events }: PendingAppend, claimed: Set<string>): boolean {
  const ids = new Set<string>();
  for (const { command } of events) if (command) ids.add(command.id);
  for (const id of ids) if (claimed.has(id)) return false;
  for (const id of ids) claimed.add(id);
  return true;
}
