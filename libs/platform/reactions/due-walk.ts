import type { Timestamp } from '@ledgerline/kernel';
import type { Position } from '@ledgerline/platform/eventstore';
import type { DueItem } from './due-source';

/**
 * A walk over what is due, page by page. Read models show an item until they have folded its outcome: a
 * walk that began anew at once would meet what it has just settled, and, where the projector lags, nothing
 * but that. So it goes on beyond the last place it saw, and turns back to the beginning (where items are
 * that failed, or that showed late) only once the read models have come to where its settling came.
 */
export interface DueWalk {
  /** Undefined at the beginning. */
  readonly after: DueItem | undefined;
  /** The furthest that anything it settled has come to in the log; '' for nothing. */
  readonly settledTo: Position;
  /** Set at its end: read models that have come here show nothing that it had settled by then. */
  readonly turnsAt: Position | undefined;
  /** When the oldest fell due of what could not be settled: in this walk, and in the one before it. */
  readonly failedAt: Timestamp | undefined;
  readonly failedBefore: Timestamp | undefined;
}

export const BEGINNING: DueWalk = {
  after: undefined,
  settledTo: '',
  turnsAt: undefined,
  failedAt: undefined,
  failedBefore: undefined,
};

/** Where the walk stands after a page, all of which was tried. */
export function walkedOn(
  walk: DueWalk,
  page: {
    readonly items: readonly DueItem[];
    readonly position: Position | undefined;
    /** Nothing lies beyond it. */
    readonly isWhole: boolean;
    readonly settledTo: Position;
    readonly failures: readonly DueItem[];
  },
): DueWalk {
  const settledTo = page.settledTo > walk.settledTo ? page.settledTo : walk.settledTo;
  const after = page.items.at(-1) ?? walk.after;
  const failedAt = earliest(walk.failedAt, ...page.failures.map(({ dueAt }) => dueAt));
  const on = { ...walk, after, settledTo, failedAt };
  if (!page.isWhole) return on;
  if (walk.turnsAt === undefined) return { ...on, turnsAt: settledTo, failedBefore: undefined };
  const turns = (page.position ?? '') >= walk.turnsAt;
  return turns ? { ...BEGINNING, failedBefore: failedAt } : on;
}

/** When the oldest fell due of what stands unrecorded because it failed. */
export function stuckSince({ failedAt, failedBefore }: DueWalk): Timestamp | undefined {
  return earliest(failedAt, failedBefore);
}

function earliest(...instants: readonly (Timestamp | undefined)[]): Timestamp | undefined {
  return instants.filter((at) => at !== undefined).sort()[0];
}
