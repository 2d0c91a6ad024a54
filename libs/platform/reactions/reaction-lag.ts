import type { Pool } from 'pg';
import type { Timestamp } from '@ledgerline/kernel';
import type { EventStore, Position } from '@ledgerline/platform/eventstore';
import { lagAfter } from '@ledgerline/platform/projections';
import type { ItemState } from './reaction-item';

/** How far the reactions are behind the log, and what they could not finish. */
export interface ReactionLag {
  readonly position: Position | null;
  /** Whether a reactor has the lead and is heard of. */
  readonly led: boolean;
  /** Events that no reaction has come to yet. */
  readonly events: number;
  /** Age of the oldest of them, by the log's clock; 0 when there is none. */
  readonly seconds: number;
  readonly items: readonly ItemCount[];
  /** Reactions that an operator paused. */
  readonly paused: readonly { readonly reaction: string; readonly since: Timestamp }[];
}

export interface ItemCount {
  readonly reaction: string;
  readonly state: ItemState;
  readonly count: number;
}

export async function reactionLag(pool: Pool, store: EventStore): Promise<ReactionLag> {
  const { rows } = await pool.query<Pick<ReactionLag, 'position' | 'led'>>(
    `select position, holder is not null and heard_at > now() - interval '10 s' as led
     from reactions.checkpoint`,
  );
  const { rows: items } = await pool.query<ItemCount>(
    'select reaction, state, count(*)::int as count from reactions.items group by 1, 2 order by 1, 2',
  );
  const { rows: paused } = await pool.query<ReactionLag['paused'][number]>(
    'select reaction, paused_since as since from reactions.known where paused_since is not null order by 1',
  );
  const { position, led } = rows[0]!;
  return { position, led, ...(await lagAfter(store, position)), items, paused };
}
