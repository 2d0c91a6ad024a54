import type { Timestamp } from '@ledgerline/kernel';
import type { LogHistory, Position } from '@ledgerline/platform/eventstore';

/** A reaction that has led once, or does now. */
export interface KnownReaction {
  readonly reaction: string;
  /** Where the reactions stood when it was added: what lies before is before its time. Null: nothing is. */
  readonly beginsAfter: Position | null;
  /** Null: it is not paused. */
  readonly pausedSince: Timestamp | null;
}

/** What a session asks of each input before it looks at it. */
export class KnownReactions {
  private readonly beginsAfter: ReadonlyMap<string, bigint>;
  readonly paused: ReadonlySet<string>;

  constructor(known: readonly KnownReaction[], history: LogHistory) {
    const added = known.flatMap(({ reaction, beginsAfter: place }) =>
      place === null ? [] : [[reaction, history.sequenceOf(place)] as const],
    );
    this.beginsAfter = new Map(added);
    this.paused = new Set(known.flatMap(({ reaction, pausedSince }) => (pausedSince ? [reaction] : [])));
  }

  /** Whether an event lies before the time of a reaction, which was added later. */
  isBefore(reaction: string, sequence: bigint): boolean {
    const beginsAfter = this.beginsAfter.get(reaction);
    return beginsAfter !== undefined && sequence <= beginsAfter;
  }
}

/** The beginnings that a log which was restored to an earlier point no longer holds, as it has them now. */
export function beginningsMoved(
  known: readonly KnownReaction[],
  history: LogHistory,
  head: Position | undefined,
): readonly Pick<KnownReaction, 'reaction' | 'beginsAfter'>[] {
  return known.flatMap(({ reaction, beginsAfter }) =>
    beginsAfter === null || history.has(beginsAfter)
      ? []
      : [{ reaction, beginsAfter: history.lastBefore(beginsAfter) ?? head ?? null }],
  );
}
