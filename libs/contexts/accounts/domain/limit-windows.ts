import { invariant, LimitKind, limitKinds, Timestamp, UNLIMITED } from '@ledgerline/kernel';
import { LimitHold, LimitSettlement } from './account-events';
import { AccountState, LimitWindow } from './account-state';

type Windows = AccountState['windows'];
const NONE: readonly LimitWindow[] = [];

/** Units of one limit that count at an instant. */
export interface LimitCount {
  readonly usedUnits: bigint;
  readonly heldUnits: bigint;
  /** The live windows, oldest first. */
  readonly live: readonly LimitWindow[];
}

export function countLimit(windows: Windows, limit: string, kind: LimitKind, now: Timestamp): LimitCount {
  const live = (windows[limit] ?? NONE).filter((w) => w.kind === kind.name && kind.isLive(w.window, now));
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
  options: { count: LimitCount; limitValue: bigint; quantity: bigint; now: Timestamp },
): Timestamp | null {
  if (options.limitValue === UNLIMITED) return null;
  const live = options.count.live.map((w) => ({ window: w.window, units: w.usedUnits + w.heldUnits }));
  const resetAt = kind.resetAt(options.now, { live, limit: options.limitValue, quantity: options.quantity });
  // A rolling window that has room answers "now": there is nothing to wait for.
  return resetAt !== null && resetAt > options.now ? resetAt : null;
}

/** Units set aside by a hold, in the window of its request. Windows that no longer count are let go here. */
export function holdUnits(windows: Windows, holds: readonly LimitHold[], now: Timestamp): Windows {
  let changed = windows;
  for (const hold of holds) {
    const kept = (changed[hold.limit] ?? NONE).filter((w) => w.heldUnits > 0n || isLive(w, now));
    const change = { ...hold, usedUnits: 0n, heldUnits: hold.units };
    changed = { ...changed, [hold.limit]: changeWindow(kept, change) };
  }
  return changed;
}

/** Units of a resolved hold: what was held leaves its window, what was used stays in the same one. */
export function settleUnits(windows: Windows, settlements: readonly LimitSettlement[]): Windows {
  let changed = windows;
  for (const settlement of settlements) {
    const change = { ...settlement, heldUnits: -settlement.heldUnits };
    const next = changeWindow(changed[settlement.limit] ?? NONE, change);
    changed = { ...changed, [settlement.limit]: next };
  }
  return changed;
}

function isLive(window: LimitWindow, now: Timestamp): boolean {
  return limitKinds[window.kind].isLive(window.window, now);
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
  if (at >= 0) return windows.with(at, after);
  return [...windows, after].sort((a, b) => (a.window < b.window ? -1 : 1));
}
