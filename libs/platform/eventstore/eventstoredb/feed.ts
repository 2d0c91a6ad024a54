import {
  AllStreamResolvedEvent,
  AllStreamSubscription,
  EventStoreDBClient,
  START,
  eventTypeFilter,
} from '@eventstore/db-client';
import { Credentials } from './connection-settings';
import { EVENT_TYPE_PREFIX } from './event-codec';

/** What one subscription brings, in order. */
export type FeedItem =
  | { readonly kind: 'event'; readonly resolved: AllStreamResolvedEvent }
  /** Everything up to here was scanned. */
  | { readonly kind: 'scanned'; readonly offset: bigint }
  /** From now on events come as they are written. */
  | { readonly kind: 'live' }
  /** The last one: the subscription is over, whatever the reason. */
  | { readonly kind: 'dropped'; readonly error: unknown };

export interface FeedOptions {
  readonly client: EventStoreDBClient;
  readonly credentials: Credentials;
  /** Exclusive, as subscriptions are. */
  readonly after: bigint | undefined;
}

/** Beyond either the subscription is paused until the queue is nearly empty. */
const QUEUE_MAX = 2_000;
const QUEUE_BYTES_MAX = 16 * 1024 * 1024;
const RESUME_AT = 200;
/** In units of 32 scanned events, as observed. */
const CHECKPOINT_INTERVAL = 32;

/**
 * One subscription as a bounded queue. Checkpoints and the news of having caught up are told by callback,
 * ahead of events that still wait inside the client: they are held back until those have come.
 */
export class Feed {
  private readonly subscription: AllStreamSubscription;
  private queue: FeedItem[] = [];
  private taken = 0;
  private bytes = 0;
  private readonly heldBack: FeedItem[] = [];
  private wake: () => void = () => undefined;
  private over = false;

  constructor({ client, credentials, after }: FeedOptions) {
    const filter = eventTypeFilter({
      prefixes: [EVENT_TYPE_PREFIX],
      checkpointInterval: CHECKPOINT_INTERVAL,
      // It may not reject: that would hang the stream.
      checkpointReached: async (_, { commit }) => this.told({ kind: 'scanned', offset: commit }),
    });
    const fromPosition = after === undefined ? START : { commit: after, prepare: after };
    this.subscription = client.subscribeToAll({ fromPosition, filter, credentials });
    this.subscription.on('data', (resolved: AllStreamResolvedEvent) => this.arrived(resolved));
    // Of this server and client, though not in the client's types.
    (this.subscription as NodeJS.EventEmitter).on('caughtUp', () => this.told({ kind: 'live' }));
    for (const how of ['error', 'end', 'close'] as const) {
      this.subscription.on(how, (error?: unknown) =>
        this.drop(error ?? new Error(`the subscription said ${how}`)),
      );
    }
  }

  get isEmpty(): boolean {
    return this.taken === this.queue.length;
  }

  /** Whether everything that arrived was taken: silence is then the server's. */
  get isWaiting(): boolean {
    return this.isEmpty && this.heldBack.length === 0 && this.subscription.readableLength === 0;
  }

  /** The next item; undefined when nothing comes for `timeoutMs`. */
  async next(timeoutMs: number, signal: AbortSignal): Promise<FeedItem | undefined> {
    if (this.isEmpty && !signal.aborted) {
      await new Promise<void>((resolve) => {
        const done = (): void => {
          clearTimeout(timer);
          signal.removeEventListener('abort', done);
          resolve();
        };
        const timer = setTimeout(done, timeoutMs);
        this.wake = done;
        signal.addEventListener('abort', done);
      });
    }
    return this.take();
  }

  /** What is there already. */
  take(): FeedItem | undefined {
    const item = this.queue[this.taken];
    if (!item) return undefined;
    this.taken += 1;
    if (item.kind === 'event') this.bytes -= bytesOf(item.resolved);
    if (this.taken >= QUEUE_MAX || this.isEmpty) {
      this.queue = this.queue.slice(this.taken);
      this.taken = 0;
    }
    if (this.queue.length - this.taken <= RESUME_AT && this.subscription.isPaused())
      this.subscription.resume();
    return item;
  }

  async close(): Promise<void> {
    this.over = true;
    this.subscription.pause();
    // Not awaited: a subscription that never got a connection never says that it ended.
    void this.subscription.unsubscribe().catch(() => undefined);
  }

  private arrived(resolved: AllStreamResolvedEvent): void {
    this.put({ kind: 'event', resolved });
    this.bytes += bytesOf(resolved);
    this.flush();
    const full = this.queue.length - this.taken >= QUEUE_MAX || this.bytes >= QUEUE_BYTES_MAX;
    if (full) this.subscription.pause();
  }

  private told(item: FeedItem): void {
    if (item.kind === 'scanned' && this.heldBack.at(-1)?.kind === 'scanned') this.heldBack.pop();
    this.heldBack.push(item);
    this.flush();
  }

  private flush(): void {
    if (this.heldBack.length === 0 || this.subscription.readableLength > 0) return;
    for (const item of this.heldBack.splice(0)) this.put(item);
  }

  private drop(error: unknown): void {
    if (this.over) return;
    this.over = true;
    this.queue.push({ kind: 'dropped', error });
    this.wake();
  }

  private put(item: FeedItem): void {
    if (this.over) return;
    this.queue.push(item);
    this.wake();
  }
}

function bytesOf({ event }: AllStreamResolvedEvent): number {
  return event?.data instanceof Uint8Array ? event.data.length : 0;
}
