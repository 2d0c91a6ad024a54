import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import { EventStoreDBClient } from '@eventstore/db-client';
import { Position, TailMessage, positionOf } from '../port';
import { PositionRefused, sequenceAfter } from '../position-refused';
import { Credentials } from './connection-settings';
import { StoredEvent, decodeEvent } from './event-codec';
import { Feed, FeedItem } from './feed';
import { LogReads, isOurs } from './log-reads';

export interface TailSource {
  readonly client: EventStoreDBClient;
  readonly credentials: Credentials;
  readonly storeId: string;
  readonly reads: LogReads;
  /** The log's identity as it is now; it changes when the log was restored. */
  readonly identity: () => Promise<string>;
  /** After so long a silence the head is compared with what was seen. */
  readonly silenceMs: number;
  /** Told of each subscription that ended, with its reason. */
  readonly onDrop: (error: unknown) => void;
}

/** As {@link TailMessage}, the event with what the command index needs of it. */
export type StoredTailMessage =
  { readonly kind: 'event'; readonly event: StoredEvent } | Exclude<TailMessage, { kind: 'event' }>;

const BACKOFF_MS = 50;
const BACKOFF_MS_MAX = 5_000;

/** A subscription that is alive, but silent while the log moves on. */
export class SubscriptionStalled extends Error {
  constructor(seen: bigint | undefined, head: bigint) {
    super(
      `the subscription fell silent after ${seen ?? 'the beginning'} though the log has moved to ${head}`,
    );
    this.name = 'SubscriptionStalled';
  }
}

/**
 * One subscription after the other, each from the last event delivered: the client never subscribes again by
 * itself, and a normal end, an error and a silent stall all mean the same, that there may be more.
 * @throws PositionRefused when the log is another one or shorter than what was read
 */
export async function* tailLog(
  source: TailSource,
  { after, signal }: { after: Position | undefined; signal: AbortSignal },
): AsyncGenerator<StoredTailMessage> {
  const progress: Progress = {
    seen: after === undefined ? undefined : sequenceAfter(source.storeId, after),
    told: false,
  };
  let failures = 0;
  while (!signal.aborted) {
    const before = progress.seen;
    try {
      yield* follow(source, progress, signal);
    } catch (error) {
      if (error instanceof PositionRefused || isLasting(error)) throw error;
      if (!signal.aborted) source.onDrop(error);
    }
    if (progress.seen !== before) failures = 0;
    const delay = Math.min(BACKOFF_MS * 2 ** failures, BACKOFF_MS_MAX);
    failures += 1;
    await pause(delay, undefined, { signal }).catch(() => undefined);
  }
}

interface Progress {
  /** Offset of the last event delivered or scanned. */
  seen: bigint | undefined;
  /** Whether the reader heard that it caught up after the last event. */
  told: boolean;
}

/** One subscription, until it ends. */
async function* follow(
  source: TailSource,
  progress: Progress,
  signal: AbortSignal,
): AsyncGenerator<StoredTailMessage> {
  const start = await startAfter(source, progress.seen);
  if (signal.aborted) return;
  if (start.missed) yield deliver(progress, start.missed);
  const feed = new Feed({ client: source.client, credentials: source.credentials, after: start.after });
  let live = false;
  try {
    while (!signal.aborted) {
      const item = feed.take() ?? (await pending(source, feed, progress, { live, signal }));
      if (item === 'caught-up' || item?.kind === 'live') live = true;
      if (item === 'caught-up') {
        progress.told = true;
        yield { kind: 'caught-up' };
      } else if (item) {
        const message = messageOf(source, progress, item);
        if (message) yield message;
      }
    }
  } finally {
    await feed.close();
  }
}

/**
 * What comes when the queue is empty: a live reader hears once that it has caught up. A long silence is
 * looked into.
 */
async function pending(
  source: TailSource,
  feed: Feed,
  progress: Progress,
  { live, signal }: { live: boolean; signal: AbortSignal },
): Promise<FeedItem | 'caught-up' | undefined> {
  if (live && !progress.told) {
    await nextTurn();
    return feed.take() ?? 'caught-up';
  }
  const item = await feed.next(source.silenceMs, signal);
  if (item || signal.aborted || !feed.isWaiting) return item;
  const head = await source.reads.ourEnd();
  const arrived = feed.take();
  if (arrived) return arrived;
  if (head !== undefined && head > (progress.seen ?? -1n)) throw new SubscriptionStalled(progress.seen, head);
  // Nothing is missing: caught up, though the server did not say so.
  return progress.told ? undefined : 'caught-up';
}

/**
 * Where to subscribe. The server begins after the first event that it finds at or after a position: if the
 * one we know is gone, that is one we have not seen. So that event is looked at first.
 */
async function startAfter(
  source: TailSource,
  seen: bigint | undefined,
): Promise<{ after: bigint | undefined; missed?: StoredEvent }> {
  const storeId = await source.identity();
  if (storeId !== source.storeId) {
    throw new PositionRefused(`the log is ${storeId} now, it was ${source.storeId} when the reader began`);
  }
  if (seen === undefined) return { after: undefined };
  const first = await source.reads.firstFrom(seen);
  if (!first) throw aheadOfEnd(source, seen, await source.reads.end());
  if (first.offset === seen) return { after: seen };
  return { after: first.offset, missed: first.ours };
}

function aheadOfEnd({ storeId }: TailSource, seen: bigint, end: bigint | undefined): Error {
  // Written between the two reads, or another server of the cluster: the next try will see.
  if (end !== undefined && end >= seen) return new Error('the end of the log moved while it was read');
  return new PositionRefused(
    `position ${positionOf(storeId, seen)} is ahead of the log's end ${positionOf(storeId, end ?? 0n)}: the log ` +
      `was restored to an earlier state; rebuild what was read from it`,
  );
}

function messageOf(source: TailSource, progress: Progress, item: FeedItem): StoredTailMessage | undefined {
  switch (item.kind) {
    case 'dropped':
      throw item.error;
    case 'live':
      return undefined;
    case 'scanned':
      if (item.offset <= (progress.seen ?? -1n)) return undefined;
      progress.seen = item.offset;
      return { kind: 'checkpoint', position: positionOf(source.storeId, item.offset) };
    case 'event': {
      const event = isOurs(item.resolved) ? decodeEvent(source.storeId, item.resolved) : undefined;
      if (!event || event.offset <= (progress.seen ?? -1n)) return undefined;
      return deliver(progress, event);
    }
  }
}

function deliver(progress: Progress, event: StoredEvent): StoredTailMessage {
  progress.seen = event.offset;
  progress.told = false;
  return { kind: 'event', event };
}

/** Missing rights do not pass by waiting: the reader must not look alive. */
function isLasting(error: unknown): boolean {
  return (error as { type?: string }).type === 'access-denied';
}
