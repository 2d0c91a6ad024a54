import type { ClientBase, Pool } from 'pg';
import type { Timestamp } from '@ledgerline/kernel';
import type { Position } from '@ledgerline/platform/eventstore';
import {
  columnsOf,
  DUE_ITEMS,
  EVERY_ITEM,
  INSERT_ITEMS,
  itemOf,
  ItemRow,
  KEEP_ITEM,
  KNOW,
  KNOWN,
  SET_PAUSED,
  TURN_OF_KEYS,
  TURN_OF_STREAM,
} from './item-statements';
import type { KnownReaction } from './known-reactions';
import { Concluded, EVERY_REACTION, ItemKey, NewItem, ReactionItem } from './reaction-item';
import { Lead, LeadLost, ReactionStore } from './reaction-store';

/** A leader that was not heard of for so long has lost the lead; it confirms it every second. */
export const LEAD_LOST_AFTER_MS = 5_000;

const moving = (from: '' | 'from soon') => `
  update reactions.checkpoint set position = $2, moved_at = now(), heard_at = now() ${from}
  where epoch = $1 and position is not distinct from $3`;

const MOVE = moving('');

/**
 * The same without waiting for the disk, which the log needs: a place that is lost in a crash of the server
 * is come to again, and what was done on the way is heard, not done.
 */
const MOVE_SOON = `
  with soon as (select set_config('synchronous_commit', 'off', true)) ${moving('from soon')}`;

/** In the schema `reactions`: the place and the items beside it move in one transaction. */
export class PostgresReactionStore implements ReactionStore {
  constructor(private readonly pool: Pool) {}

  async takeLead(holder: string): Promise<Lead | undefined> {
    const { rows } = await this.pool.query<{ epoch: bigint; position: Position | null }>(
      `update reactions.checkpoint set epoch = epoch + 1, holder = $1, heard_at = now()
       where holder is null or holder = $1 or heard_at < now() - $2 * interval '1 ms'
       returning epoch, position`,
      [holder, LEAD_LOST_AFTER_MS],
    );
    const [row] = rows;
    return row && { holder, epoch: row.epoch, position: row.position ?? undefined };
  }

  async keepLead({ epoch }: Lead): Promise<void> {
    const moved = 'update reactions.checkpoint set heard_at = now() where epoch = $1 and holder is not null';
    if ((await this.pool.query(moved, [epoch])).rowCount === 0) throw new LeadLost();
  }

  async giveUpLead({ epoch }: Lead): Promise<void> {
    await this.pool.query('update reactions.checkpoint set holder = null where epoch = $1', [epoch]);
  }

  async know(lead: Lead, reactions: readonly string[]): Promise<void> {
    await this.pool.query(KNOW, [lead.epoch, reactions]);
  }

  async known(): Promise<readonly KnownReaction[]> {
    return (await this.pool.query<KnownReaction>(KNOWN)).rows;
  }

  startOver(lead: Lead, moved: readonly Pick<KnownReaction, 'reaction' | 'beginsAfter'>[]): Promise<void> {
    const begins = 'update reactions.known set begins_after = $2 where reaction = $1';
    return this.asLeader(lead, async (client) => {
      await client.query('delete from reactions.items');
      for (const { reaction, beginsAfter } of moved) await client.query(begins, [reaction, beginsAfter]);
      await client.query('update reactions.checkpoint set position = null, moved_at = now()');
    });
  }

  async blocked(): Promise<readonly ItemKey[]> {
    return (await this.pool.query<ItemKey>('select reaction, key from reactions.items')).rows;
  }

  async advance(
    lead: Lead,
    { from, to, items }: { from: Position | undefined; to: Position; items: readonly NewItem[] },
  ): Promise<void> {
    const values = [lead.epoch, to, from ?? null];
    if (items.length === 0) {
      if ((await this.pool.query(MOVE_SOON, values)).rowCount === 0) throw new LeadLost();
      return;
    }
    await this.asLeader(lead, async (client) => {
      if ((await client.query(MOVE, values)).rowCount === 0) throw new LeadLost();
      await insert(client, items);
    });
  }

  async due({ now, countMax, except }: { now: Timestamp; countMax: number; except: readonly string[] }) {
    if (countMax <= 0) return [];
    return (await this.pool.query<ItemRow>(DUE_ITEMS, [now, except, countMax])).rows.map(itemOf);
  }

  conclude(lead: Lead, item: ReactionItem, concluded: Concluded): Promise<void> {
    return this.asLeader(lead, async (client) => {
      if (concluded.kind === 'kept') {
        const { state, attempts, tries, dueAt, reason } = concluded;
        await client.query(KEEP_ITEM, [item.id, state, attempts, JSON.stringify(tries), dueAt, reason]);
        return;
      }
      await client.query('delete from reactions.items where item_id = $1', [item.id]);
      if (concluded.kind === 'became' && concluded.items.length > 0) await insert(client, concluded.items);
      if (item.reaction === EVERY_REACTION) await client.query(TURN_OF_STREAM, [item.stream]);
      else await client.query(TURN_OF_KEYS, [[item.reaction], [item.key]]);
    });
  }

  /** For an operator: the first of them in the order of the log. */
  async list(countMax: number): Promise<readonly ReactionItem[]> {
    return (await this.pool.query<ItemRow>(EVERY_ITEM, [countMax])).rows.map(itemOf);
  }

  /** An operator's word: an item that waits or halted is tried at once. @returns whether there is one */
  async retry(id: string): Promise<boolean> {
    const { rowCount } = await this.pool.query(
      `update reactions.items set state = 'waiting', due_at = now() where item_id = $1 and state <> 'behind'`,
      [id],
    );
    return rowCount === 1;
  }

  /**
   * An operator's word: a reaction stands still, or goes on. Whoever leads loses the lead by it, and whoever
   * takes it next knows better: a second later at most.
   * @returns whether there is such a reaction
   */
  async setPaused(reaction: string, paused: boolean): Promise<boolean> {
    const { rowCount } = await this.pool.query(SET_PAUSED, [reaction, paused]);
    return rowCount === 1;
  }

  /** Under the lock of the checkpoint's row, so that no item is kept behind one that goes at this moment. */
  private async asLeader(lead: Lead, work: (client: ClientBase) => Promise<void>): Promise<void> {
    const client = await this.pool.connect();
    let broken: Error | undefined;
    try {
      await client.query('begin');
      const fence = 'select 1 from reactions.checkpoint where epoch = $1 for update';
      if ((await client.query(fence, [lead.epoch])).rowCount === 0) throw new LeadLost();
      await work(client);
      await client.query('commit');
    } catch (error) {
      await client.query('rollback').catch((failure: Error) => (broken = failure));
      throw error;
    } finally {
      client.release(broken);
    }
  }
}

async function insert(client: ClientBase, items: readonly NewItem[]): Promise<void> {
  await client.query(INSERT_ITEMS, [...columnsOf(items)]);
  await client.query(TURN_OF_KEYS, [items.map(({ reaction }) => reaction), items.map(({ key }) => key)]);
}
