import { timestamp, Timestamp } from '@ledgerline/kernel';
import type { Position } from '@ledgerline/platform/eventstore';
import type { DueItem, DueSource } from './due-source';
import { BEGINNING, stuckSince, walkedOn } from './due-walk';
import { eachOf } from './each-of';

export interface SweepOptions {
  readonly source: Pick<DueSource, 'name' | 'list'>;
  /**
   * Records what time has caused in one stream, nothing where nothing is due any more. Answers the place in
   * the log that the stream has then come to.
   */
  readonly settle: (item: DueItem, now: Timestamp) => Promise<Position | undefined>;
  /** Whether this sweep goes first. Of several one does; that all of them did would cost work only. */
  readonly leads: () => Promise<boolean>;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Resolves after so many milliseconds, or when the signal aborts. */
  readonly pause: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  readonly observer: SweepObserver;
}

export interface SweepObserver {
  /** After each look. What fell due before `recordedUpTo` and was seen is in the log. */
  swept(sweep: { source: string; settled: number; failed: number; recordedUpTo: Timestamp }): void;
  failed(failure: { source: string; streamId?: string; error: unknown }): void;
}

/** One look takes at most so many items; what lies beyond is found by the next, at once. */
const DUE_ITEMS_PER_LOOK_MAX = 10_000;
/** So many streams are read, and appended to, together (decisions/0040 for what was measured). */
const SETTLED_AT_ONCE_MAX = 512;
const PAUSE_MS = 500;
/** A sweep that does not lead takes what the leader has left so long: that one may hang. */
const LEFT_BY_LEADER_MS = 5_000;

/**
 * Records what time has caused in streams of a kind that nobody commands. The due items come from read
 * models, the effect from the stream's own state: an item that is settled twice, by two reactors or after a
 * crash, is settled once. It decides nothing.
 */
export async function settleWhenItemsFallDue(options: SweepOptions, signal: AbortSignal): Promise<void> {
  const { source, observer } = options;
  let walk = BEGINNING;
  while (!signal.aborted) {
    const lookedAt = options.now();
    try {
      const now = timestamp((await options.leads()) ? lookedAt : lookedAt - LEFT_BY_LEADER_MS);
      const page = { now, after: walk.after, countMax: DUE_ITEMS_PER_LOOK_MAX };
      const { items, position } = await source.list(page);
      const isWhole = items.length < DUE_ITEMS_PER_LOOK_MAX;
      const { settled, ...rest } = await settleAll(items, options, signal);
      walk = walkedOn(walk, { items, position, isWhole, ...rest });
      const recordedUpTo = stuckSince(walk) ?? (isWhole ? timestamp(lookedAt) : items.at(-1)!.dueAt);
      observer.swept({ source: source.name, settled, failed: rest.failures.length, recordedUpTo });
      if (!isWhole && rest.failures.length === 0) continue;
    } catch (error) {
      observer.failed({ source: source.name, error });
    }
    await options.pause(PAUSE_MS, signal);
  }
}

/** Every stream once, many at a time, and how far in the log that came. */
async function settleAll(
  items: readonly DueItem[],
  { source, settle, now, observer }: SweepOptions,
  signal: AbortSignal,
) {
  const first = new Map<string, DueItem>();
  for (const item of items) if (!first.has(item.streamId)) first.set(item.streamId, item);
  const failures: DueItem[] = [];
  let settled = 0;
  let settledTo: Position = '';
  await eachOf([...first.values()], SETTLED_AT_ONCE_MAX, async (item) => {
    if (signal.aborted) return;
    try {
      const position = (await settle(item, timestamp(now()))) ?? '';
      if (position > settledTo) settledTo = position;
      settled += 1;
    } catch (error) {
      failures.push(item);
      observer.failed({ source: source.name, streamId: item.streamId, error });
    }
  });
  return { settled, failures, settledTo };
}
