import {
  invariant,
  isLiveWindow,
  LimitKind,
  LimitKindName,
  limitKinds,
  resetAtOf,
  Timestamp,
  UNLIMITED,
  WindowTerms,
} from '@ledgerline/kernel';
import { CountedUnits, LimitHold, LimitSettlement } from './account-events';
import { AccountState, LimitWindow } from './account-state';

type Windows = AccountState['windows'];
const NONE: readonly LimitWindow[] = [];

/** What an account's windows, overrides and crossings of a limit stand under. */
export function limitKey(limit: string, member: string | null): string {
  return member === null ? limit : `${limit}@${member}`;
}

/** How a fact says that its units are counted. */
export function kindOf(name: LimitKindName): LimitKind {
  const kind: LimitKind | undefined = limitKinds[name];
  invariant(kind, 'a limit counts in a way that is known');
  return kind;
}

/** Units of one limit that count at an instant. */
export interface LimitCount {
  readonly usedUnits: bigint;
  readonly heldUnits: bigint;
  /** The live windows, oldest first. */
  readonly live: readonly LimitWindow[];
}

export function countLimit(windows: Windows, key: string, kind: LimitKind, now: Timestamp): LimitCount {
  const live = windowsOf(windows, key).filter(
    (w) => w.kind === kind.name && isLiveWindow(kind, w.window, now),
  );
  let usedUnits = 0n;
  let heldUnits = 0n;
  for (const window of live) {
    usedUnits += window.usedUnits;
    heldUnits += window.heldUnits;
  }
  return { usedUnits, heldUnits, live };
}

/**
 * When `quantity` more will fit by the passing of time; null where time alone never helps or nothing is in
 * the way.
 */
export function resetOf(
  kind: LimitKind,
  options: {
    count: LimitCount;
    terms: WindowTerms;
    limitValue: bigint;
    quantity: bigint;
    now: Timestamp;
  },
): Timestamp | null {
  const { count, limitValue, now, ...question } = options;
  if (limitValue === UNLIMITED) return null;
  const live = count.live.map((w) => ({ window: w.window, units: w.usedUnits + w.heldUnits }));
  const resetAt = resetAtOf(kind, { ...question, now, live, limit: limitValue });
  // A rolling window that has room answers "now": there is nothing to wait for.
  return resetAt !== null && resetAt > now ? resetAt : null;
}

/** Units set aside by a hold, in the window of its request. Windows that no longer count are let go here. */
export function holdUnits(windows: Windows, holds: readonly LimitHold[], now: Timestamp): Windows {
  const changed: Record<string, readonly LimitWindow[]> = { ...windows };
  for (const { limit, member, window, limitKind, units } of holds) {
    const key = limitKey(limit, member);
    const change = { window, limitKind, usedUnits: 0n, heldUnits: units };
    letPastGo(changed, key, now);
    changed[key] = changeWindow(stillNeeded(windowsOf(changed, key), now), change);
  }
  return changed;
}

/** Units of a resolved hold: what was held leaves its window, what was used stays in the same one. */
export function settleUnits(windows: Windows, settlements: readonly LimitSettlement[]): Windows {
  if (settlements.length === 0) return windows;
  const changed: Record<string, readonly LimitWindow[]> = { ...windows };
  for (const { limit, member, window, limitKind, usedUnits, heldUnits } of settlements) {
    const key = limitKey(limit, member);
    const change = { window, limitKind, usedUnits, heldUnits: -heldUnits };
    changed[key] = changeWindow(windowsOf(changed, key), change);
  }
  return changed;
}

/** Units that count at once, without a hold before them. Windows that no longer count are let go here too. */
export function countUnits(windows: Windows, counted: readonly LimitSettlement[], now: Timestamp): Windows {
  if (counted.length === 0) return windows;
  const kept: Record<string, readonly LimitWindow[]> = { ...windows };
  for (const { limit, member } of counted) {
    const key = limitKey(limit, member);
    letPastGo(kept, key, now);
    kept[key] = stillNeeded(windowsOf(windows, key), now);
  }
  return settleUnits(kept, counted);
}

const KEYS_BETWEEN_LOOKS = 256;

/**
 * Members come and do not come back: each time so many more parts have gathered, those in which nothing
 * counts any more are let go, so that the state depends on who is active and not on who ever was.
 */
function letPastGo(windows: Record<string, readonly LimitWindow[]>, newKey: string, now: Timestamp): void {
  if (Object.hasOwn(windows, newKey)) return;
  const keys = Object.keys(windows);
  if (keys.length === 0 || keys.length % KEYS_BETWEEN_LOOKS > 0) return;
  for (const key of keys) if (stillNeeded(windows[key]!, now).length === 0) delete windows[key];
}

/** A limit may be called like something that every object has. */
function windowsOf(windows: Windows, key: string): readonly LimitWindow[] {
  return Object.hasOwn(windows, key) ? windows[key]! : NONE;
}

function stillNeeded(windows: readonly LimitWindow[], now: Timestamp): readonly LimitWindow[] {
  return windows.filter((w) => w.heldUnits > 0n || isLiveWindow(kindOf(w.kind), w.window, now));
}

function changeWindow(
  windows: readonly LimitWindow[],
  change: { window: string; limitKind: LimitWindow['kind']; usedUnits: bigint; heldUnits: bigint },
): readonly LimitWindow[] {
  const at = windows.findIndex((w) => w.window === change.window && w.kind === change.limitKind);
  const before = windows[at] ?? {
    window: change.window,
    kind: change.limitKind,
    usedUnits: 0n,
    heldUnits: 0n,
  };
  const after = {
    ...before,
    usedUnits: before.usedUnits + change.usedUnits,
    heldUnits: before.heldUnits + change.heldUnits,
  };
  invariant(after.heldUnits >= 0n, 'units held in a window are never negative');
  invariant(after.usedUnits >= 0n, 'units used in a window are never negative');
  if (at >= 0) return windows.with(at, after);
  return [...windows, after].sort((a, b) => (a.window < b.window ? -1 : 1));
}

/** Whether facts that took units took what fitted, as they themselves tell it. */
export function fit(taken: readonly (CountedUnits | LimitHold)[]): boolean {
  return taken.every((limit) => {
    const units = 'units' in limit ? limit.units : limit.usedUnits;
    const isBounded = limit.enforced && limit.limitValue !== UNLIMITED && units > 0n;
    return !isBounded || limit.usedBefore + limit.heldBefore + units <= limit.limitValue;
  });
}

/** Whether what ends holds is exactly what they took, window by window. */
export function settle(held: readonly LimitHold[], ended: readonly LimitSettlement[]): boolean {
  return (
    held.length === ended.length &&
    held.every((hold, n) => {
      const { limit, member, window, heldUnits } = ended[n]!;
      const isSame = limit === hold.limit && member === hold.member && window === hold.window;
      return isSame && heldUnits === hold.units;
    })
  );
}
