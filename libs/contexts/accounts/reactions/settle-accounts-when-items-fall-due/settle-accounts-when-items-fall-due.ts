import { timestamp, Timestamp } from '@ledgerline/kernel';
import type { Position } from '@ledgerline/platform/eventstore';
import { BEGINNING, stuckSince, walkedOn } from './due-walk';

export interface SweepOptions {
  /** What fell due by `now` and is not recorded yet beyond a place, the longest overdue first. */
  readonly due: (page: {
    now: Timestamp;
    after: DueAccount | undefined;
    countMax: number;
  }) => Promise<DueAccounts>;
  /**
   * Records what time has caused in one account, nothing where nothing is due any more. Answers the place
   * in the log that the account has then come to.
   */
  readonly settle: (accountId: string, now: Timestamp) => Promise<Position | undefined>;
  /** Whether this sweep goes first. Of several one does; that all of them did would cost work only. */
  readonly leads: () => Promise<boolean>;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Resolves after so many milliseconds, or when the signal aborts. */
  readonly pause: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  readonly observer: SweepObserver;
}

export interface DueAccount {
  readonly accountId: string;
  readonly dueAt: Timestamp;
}

export interface DueAccounts {
  /** One for each thing that is due: an account may be named several times. */
  readonly items: readonly DueAccount[];
  /** The place in the log that they reflect. */
  readonly position: Position | undefined;
}

export interface SweepObserver {
  /** After each look. What fell due before `recordedUpTo` and was seen is in the log. */
  swept(sweep: { settled: number; failed: number; recordedUpTo: Timestamp }): void;
  failed(failure: { accountId?: string; error: unknown }): void;
}

/** One look takes at most so many items; what lies beyond is found by the next, at once. */
const DUE_ITEMS_PER_LOOK_MAX = 10_000;
/** So many streams are read, and appended to, together (decisions/0040 for what was measured). */
const SETTLED_AT_ONCE_MAX = 512;
const PAUSE_MS = 500;
/** A sweep that does not lead takes what the leader has left so long: that one may hang. */
const LEFT_BY_LEADER_MS = 5_000;

/**
 * Records lapses of accounts that nobody commands: holds past their deadline and expired lots. The due items
 * come from the read models, the effect from the account's own state: an item that is settled twice, by two
 * reactors or after a crash, is settled once. It never grants anything.
 */
export async function settleAccountsWhenItemsFallDue(
  options: SweepOptions,
  signal: AbortSignal,
): Promise<void> {
  let walk = BEGINNING;
  while (!signal.aborted) {
    const lookedAt = options.now();
    try {
      const now = timestamp((await options.leads()) ? lookedAt : lookedAt - LEFT_BY_LEADER_MS);
      const page = { now, after: walk.after, countMax: DUE_ITEMS_PER_LOOK_MAX };
      const { items, position } = await options.due(page);
      const isWhole = items.length < DUE_ITEMS_PER_LOOK_MAX;
      const { settled, ...rest } = await settleAll(items, options, signal);
      walk = walkedOn(walk, { items, position, isWhole, ...rest });
      const recordedUpTo = stuckSince(walk) ?? (isWhole ? timestamp(lookedAt) : items.at(-1)!.dueAt);
      options.observer.swept({ settled, failed: rest.failures.length, recordedUpTo });
      if (!isWhole && rest.failures.length === 0) continue;
    } catch (error) {
      options.observer.failed({ error });
    }
    await options.pause(PAUSE_MS, signal);
  }
}

/** Every account once, many at a time, and how far in the log that came. */
async function settleAll(
  items: readonly DueAccount[],
  { settle, now, observer }: SweepOptions,
  signal: AbortSignal,
) {
  const dueAt = new Map<string, Timestamp>();
  for (const item of items) if (!dueAt.has(item.accountId)) dueAt.set(item.accountId, item.dueAt);
  const accounts = [...dueAt];
  const failures: DueAccount[] = [];
  let [next, settled] = [0, 0];
  let settledTo: Position = '';
  const work = async () => {
    while (next < accounts.length && !signal.aborted) {
      const [accountId, due] = accounts[next++]!;
      try {
        const position = (await settle(accountId, timestamp(now()))) ?? '';
        if (position > settledTo) settledTo = position;
        settled += 1;
      } catch (error) {
        failures.push({ accountId, dueAt: due });
        observer.failed({ accountId, error });
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(SETTLED_AT_ONCE_MAX, accounts.length) }, work));
  return { settled, failures, settledTo };
}
