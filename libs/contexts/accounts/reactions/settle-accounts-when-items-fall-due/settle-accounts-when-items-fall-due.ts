import { timestamp, Timestamp } from '@ledgerline/kernel';

export interface SweepOptions {
  /** Accounts with something that fell due by `now` and is not recorded yet, the longest overdue first. */
  readonly due: (now: Timestamp, countMax: number) => Promise<readonly DueAccount[]>;
  /** Records what time has caused in one account; does nothing where nothing is due any more. */
  readonly settle: (accountId: string, now: Timestamp) => Promise<void>;
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

export interface SweepObserver {
  /** After each look: how many accounts had something due, and the age of the oldest in seconds. */
  swept(sweep: { accounts: number; failed: number; oldestSeconds: number }): void;
  failed(failure: { accountId?: string; error: unknown }): void;
}

/** One look takes at most so many items; what is left is found by the next, at once. */
const DUE_ITEMS_PER_SWEEP_MAX = 10_000;
const SETTLED_AT_ONCE_MAX = 128;
const PAUSE_MS = 500;

/**
 * Records lapses of accounts that nobody commands: holds past their deadline and expired lots. The due items
 * come from the read models, the effect from the account's own state: an item that is settled twice, by two
 * reactors or after a crash, is settled once. It never grants anything.
 */
export async function settleAccountsWhenItemsFallDue(
  options: SweepOptions,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    const settled = await sweep(options, signal).catch((error: unknown) => {
      options.observer.failed({ error });
      return 0;
    });
    if (settled < DUE_ITEMS_PER_SWEEP_MAX) await options.pause(PAUSE_MS, signal);
  }
}

/** One look and everything it found; answers how many items there were. */
async function sweep({ due, settle, now, observer }: SweepOptions, signal: AbortSignal): Promise<number> {
  const lookedAt = now();
  const items = await due(timestamp(lookedAt), DUE_ITEMS_PER_SWEEP_MAX);
  const waiting = [...new Set(items.map(({ accountId }) => accountId))];
  const accounts = waiting.length;
  let failed = 0;
  const work = async () => {
    for (let accountId = waiting.shift(); accountId && !signal.aborted; accountId = waiting.shift()) {
      await settle(accountId, timestamp(now())).catch((error: unknown) => {
        failed++;
        observer.failed({ accountId, error });
      });
    }
  };
  await Promise.all(Array.from({ length: Math.min(SETTLED_AT_ONCE_MAX, accounts) }, work));
  const oldestSeconds = items.length > 0 ? (lookedAt - Date.parse(items[0]!.dueAt)) / 1000 : 0;
  observer.swept({ accounts, failed, oldestSeconds });
  return items.length;
}
