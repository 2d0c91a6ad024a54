import type { Timestamp } from '@ledgerline/kernel';
import type { Position } from '@ledgerline/platform/eventstore';
import type { KnownReaction } from './known-reactions';
import type { Concluded, ItemKey, NewItem, ReactionItem } from './reaction-item';

/**
 * The right to react: of several reactors one has it. Whoever took it later has a higher epoch, and what
 * an earlier one still wants to write is refused.
 */
export interface Lead {
  readonly holder: string;
  readonly epoch: bigint;
  /** Everything up to here is done, or kept as an item; undefined before the first event. */
  readonly position: Position | undefined;
}

/** How far the reactions have come, and what they could not finish. */
export interface ReactionStore {
  /** The lead, where nobody has it or its holder has not been heard of for long; else undefined. */
  takeLead(holder: string): Promise<Lead | undefined>;
  /** @throws LeadLost */
  keepLead(lead: Lead): Promise<void>;
  giveUpLead(lead: Lead): Promise<void>;
  /**
   * Remembers the reactions of a build. One that is new among others begins where they stand; those of the
   * first build begin with the log.
   */
  know(lead: Lead, reactions: readonly string[]): Promise<void>;
  known(): Promise<readonly KnownReaction[]>;
  /**
   * Begins anew: no place, no items. Commands that the log holds already are only heard again; where a
   * reaction was added, what was before its time still is.
   */
  startOver(lead: Lead, moved: readonly Pick<KnownReaction, 'reaction' | 'beginsAfter'>[]): Promise<void>;
  /** Whose inputs have to queue: one entry for each item. */
  blocked(): Promise<readonly ItemKey[]>;
  /**
   * Moves on, and keeps what could not be finished, in one transaction.
   * @throws LeadLost
   */
  advance(
    lead: Lead,
    move: { readonly from: Position | undefined; readonly to: Position; readonly items: readonly NewItem[] },
  ): Promise<void>;
  /** Items whose turn it is, the longest due first. */
  due(page: {
    readonly now: Timestamp;
    readonly countMax: number;
    readonly except: readonly string[];
  }): Promise<readonly ReactionItem[]>;
  /**
   * What became of an item; whatever waited for nothing but it is due at once.
   * @throws LeadLost
   */
  conclude(lead: Lead, item: ReactionItem, concluded: Concluded): Promise<void>;
}

/** Another reactor leads now: this one stops, and stands by. */
export class LeadLost extends Error {
  constructor() {
    super('another reactor leads: this one stands by');
    this.name = 'LeadLost';
  }
}
