import { EventRegistry, timestamp } from '@ledgerline/kernel';
import type { Ledger } from '@ledgerline/platform/ledger';
import { decodeEvents } from '@ledgerline/platform/projections';
import {
  MemoryReactionStore,
  Reaction,
  ReactionItem,
  ReactionSession,
  SILENT_REACTIONS,
} from '@ledgerline/platform/reactions';

export interface ReactingOptions {
  readonly reactions: readonly Reaction[];
  /** Its store is the log that is read: a MemoryEventStore, usually. */
  readonly ledger: Ledger;
  /** Every registry of events that the log may hold. */
  readonly events: readonly EventRegistry[];
  /** The clock of commands and of what waits, in epoch milliseconds: a spec moves it by hand. */
  readonly now: () => number;
  /** What outlives a process that dies; default a store of its own. */
  readonly items?: MemoryReactionStore;
}

/** More rounds than this, and the reactions follow from each other in a circle. */
const ROUNDS_MAX = 10_000;
const PAGE_EVENTS = 100;

/**
 * Reactions over a log, as the runner runs them, one round at a time: `settled` goes on until nothing is left
 * to do by now, what waits for later being kept.
 *
 * ```ts
 * const reacting = await givenReactions({ reactions, ledger, events: [orderEvents], now: () => nowMs });
 * await reacting.settled();
 * expect(reacting.items()).toEqual([]);
 * ```
 */
export async function givenReactions({ reactions, ledger, events, now, ...given }: ReactingOptions) {
  const { items = new MemoryReactionStore(() => timestamp(now())) } = given;
  const lead = await items.takeLead('spec');
  const options = {
    ...{ items, ledger, reactions, now, clockOf: () => now(), decode: decodeEvents(events) },
    ...{ observer: SILENT_REACTIONS, signal: new AbortController().signal },
  };
  let session = new ReactionSession(options, lead);
  await session.begin();

  const round = async (): Promise<boolean> => {
    const page = await ledger.store.readAll({ after: items.position, countMax: PAGE_EVENTS });
    if (page.length > 0) {
      await session.react(page.map((recorded) => ({ position: recorded.position, recorded })));
    }
    const due = await session.takeDue();
    await Promise.all(due.map((item) => session.retry(item)));
    return page.length + due.length > 0;
  };

  return {
    /** Everything that the log asks for by now is done, or kept. */
    async settled(): Promise<void> {
      for (let rounds = 0; await round(); rounds++) {
        if (rounds > ROUNDS_MAX) throw new Error('reactions follow from each other without end');
      }
    },
    /** What waits, queues behind what waits, or halted, in the order of the log. */
    items: (): readonly ReactionItem[] => items.items,
    /** An operator's word: it is tried at once. */
    retry: (id: string): void => items.retry(id),
    /** As by another reactor, which knows what was durable and nothing else. */
    async takenOver(): Promise<void> {
      session = new ReactionSession(options, { ...lead, position: items.position });
      await session.begin();
    },
    /** As after a crash before anything of it was durable: everything is done again. */
    async forget(): Promise<void> {
      await items.startOver(lead);
      session = new ReactionSession(options, { ...lead, position: undefined });
    },
  };
}
