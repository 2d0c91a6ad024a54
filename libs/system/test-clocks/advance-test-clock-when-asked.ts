import type { Timestamp } from '@ledgerline/kernel';
import type { TestClockAdvanceBegun, TestClocks } from '@ledgerline/contexts/identity';
import type { Deed, DeedContext, DueItem, DueSource, NotYet, Reaction } from '@ledgerline/platform/reactions';

export interface AdvancingParts {
  readonly clocks: Pick<TestClocks, 'read' | 'move'>;
  /** Who lives in the time of a clock. */
  readonly partiesOf: (clockId: string) => Promise<readonly string[]>;
  readonly sources: readonly DueSource[];
  /** Records what time has caused in one stream by then. */
  readonly settle: (source: DueSource, streamId: string, now: Timestamp) => Promise<unknown>;
  /** Resolves when reactions and read models have come to the end of the log, and it is the end still. */
  readonly untilQuiet: (signal: AbortSignal) => Promise<void>;
  /** Epoch milliseconds, everybody's. */
  readonly now: () => number;
}

/** So long at a time; the rest of the way is gone when it is tried again. */
const WORKING_MS_MAX = 20_000;
const ITEMS_MAX = 1_000;
/** Sorts behind every id: what is due at an instant is behind us once it is settled. */
const LAST_ID = '\uffff';

export const ADVANCE_TEST_CLOCK = 'advance-test-clock-when-asked';

/**
 * A clock that is sent forward goes from due item to due item of its parties: what is due is settled, what
 * follows from it is waited for, and only then does time go on. Killed on the way, it goes on from there.
 */
export function advanceTestClockWhenAsked(parts: AdvancingParts): Reaction {
  return {
    name: ADVANCE_TEST_CLOCK,
    on: {
      TestClockAdvanceBegun: ({ data }) => {
        const { clockId } = data as TestClockAdvanceBegun['data'];
        const perform: Deed['perform'] = (context) => onItsWay(parts, clockId, context);
        return [{ kind: 'deed', name: 'advance the test clock', owner: clockId, perform }];
      },
    },
  };
}

async function onItsWay(
  parts: AdvancingParts,
  clockId: string,
  { signal }: DeedContext,
): Promise<readonly [] | NotYet> {
  const endsAt = parts.now() + WORKING_MS_MAX;
  for (;;) {
    const { status, time, target } = await parts.clocks.read(clockId);
    if (status !== 'advancing') return [];
    if (parts.now() > endsAt) return { notYet: `the clock stands at ${time}, on its way to ${target}` };
    await parts.untilQuiet(signal);
    const owners = await parts.partiesOf(clockId);
    if (await settleDue(parts, { owners, now: time })) await parts.untilQuiet(signal);
    const next = await firstAfter(parts, { owners, time, until: target! });
    await parts.clocks.move(clockId, { from: time, to: next ?? target! });
  }
}

/** @returns whether anything was due */
async function settleDue(
  { sources, settle }: AdvancingParts,
  { owners, now }: { owners: readonly string[]; now: Timestamp },
): Promise<boolean> {
  let found = false;
  for (const source of sources) {
    const { items } = await source.list({ now, after: undefined, countMax: ITEMS_MAX, owners });
    for (const streamId of new Set(items.map((item) => item.streamId))) {
      found = true;
      await settle(source, streamId, now);
    }
  }
  return found;
}

/** When the next thing falls due beyond where the clock stands. */
async function firstAfter(
  { sources }: AdvancingParts,
  { owners, time, until }: { owners: readonly string[]; time: Timestamp; until: Timestamp },
): Promise<Timestamp | undefined> {
  const after: DueItem = { streamId: LAST_ID, dueAt: time };
  const lists = sources.map((source) => source.list({ now: until, after, countMax: 1, owners }));
  const due = (await Promise.all(lists)).flatMap(({ items }) => items.map(({ dueAt }) => dueAt));
  return due.sort()[0];
}
