import type { Timestamp } from '@ledgerline/kernel';
import type { Position } from '@ledgerline/platform/eventstore';
import type { StreamDefinition } from '@ledgerline/platform/ledger';

/** Where the sweep finds what falls due in a kind of stream; the stream's `settle` says what comes of it. */
export interface DueSource {
  /** Plural: `orders`. */
  readonly name: string;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- streams of every kind meet in one sweep
  readonly stream: StreamDefinition<any, any, any>;
  /** What fell due by `now` beyond a place and is not recorded yet, the longest overdue first. */
  list(page: {
    readonly now: Timestamp;
    readonly after: DueItem | undefined;
    readonly countMax: number;
    /** Only what is theirs; default everybody's. */
    readonly owners?: readonly string[];
  }): Promise<DueItems>;
}

export interface DueItem {
  readonly streamId: string;
  readonly dueAt: Timestamp;
  /** Whose stream it is, where that is another id. */
  readonly owner?: string;
}

export interface DueItems {
  /** One for each thing that is due: a stream may be named several times. */
  readonly items: readonly DueItem[];
  /** The place in the log that they reflect. */
  readonly position: Position | undefined;
}
