import type { Timestamp } from '@ledgerline/kernel';
import type { Position } from '@ledgerline/platform/eventstore';

/** Stands for every reaction: an event that cannot be decoded may concern any of them. */
export const EVERY_REACTION = '*';

/** Where an input stands in the log, and whose turn it is. */
export interface ItemPlace {
  readonly reaction: string;
  readonly key: string;
  readonly stream: string;
  readonly revision: bigint;
  readonly position: Position;
  /** The order of positions, also across epochs of the log. */
  readonly sequence: bigint;
  readonly eventType: string;
}

/**
 * `waiting`: it is tried again when due. `behind`: an earlier one of its key is not through. `halted`: it
 * waits for a person, for trying again would come to the same.
 */
export type ItemState = 'waiting' | 'behind' | 'halted';

/** How often the command at each place of an input was asked anew: its id follows from that. */
export type Tries = Readonly<Record<string, number>>;

/** An input that could not be finished when it came. It is never dropped. */
export interface ReactionItem extends ItemPlace {
  readonly id: string;
  readonly state: ItemState;
  readonly attempts: number;
  readonly tries: Tries;
  /** When it was kept. */
  readonly since: Timestamp;
  readonly dueAt: Timestamp;
  /** Why it is not through. */
  readonly reason: string;
}

/** Whose turn it is: inputs of one such key never overtake each other. */
export interface ItemKey {
  readonly reaction: string;
  readonly key: string;
}

/** An item in the making. */
export type NewItem = Omit<ReactionItem, 'id' | 'since'>;

/** What became of an item that was tried. */
export type Concluded =
  | { readonly kind: 'done' }
  | {
      readonly kind: 'kept';
      readonly state: 'waiting' | 'halted';
      readonly attempts: number;
      readonly tries: Tries;
      readonly dueAt: Timestamp;
      readonly reason: string;
    }
  /** It could be decoded at last: it is each of these. */
  | { readonly kind: 'became'; readonly items: readonly NewItem[] };
