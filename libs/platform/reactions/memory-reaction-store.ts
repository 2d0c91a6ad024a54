import type { Timestamp } from '@ledgerline/kernel';
import type { Position } from '@ledgerline/platform/eventstore';
import { Blocked } from './blocked';
import type { KnownReaction } from './known-reactions';
import { Concluded, ItemKey, NewItem, ReactionItem } from './reaction-item';
import { Lead, LeadLost, ReactionStore } from './reaction-store';

/** For a log in memory, and for tests: whoever asks last leads. */
export class MemoryReactionStore implements ReactionStore {
  items: readonly ReactionItem[] = [];
  position: Position | undefined;
  private readonly rows = new Map<string, KnownReaction>();
  private epoch = 0n;
  private ids = 0;

  constructor(private readonly now: () => Timestamp) {}

  async takeLead(holder: string): Promise<Lead> {
    return { holder, epoch: ++this.epoch, position: this.position };
  }

  async keepLead({ epoch }: Lead): Promise<void> {
    if (epoch !== this.epoch) throw new LeadLost();
  }

  async giveUpLead(): Promise<void> {}

  async know({ position }: Lead, reactions: readonly string[]): Promise<void> {
    const beginsAfter = this.rows.size > 0 ? (position ?? null) : null;
    for (const reaction of reactions) {
      if (!this.rows.has(reaction)) this.rows.set(reaction, { reaction, beginsAfter, pausedSince: null });
    }
  }

  async known(): Promise<readonly KnownReaction[]> {
    return [...this.rows.values()];
  }

  async startOver(
    lead: Lead,
    moved: readonly Pick<KnownReaction, 'reaction' | 'beginsAfter'>[] = [],
  ): Promise<void> {
    await this.keepLead(lead);
    for (const row of moved) this.rows.set(row.reaction, { ...this.rows.get(row.reaction)!, ...row });
    this.position = undefined;
    this.items = [];
  }

  async blocked(): Promise<readonly ItemKey[]> {
    return this.items;
  }

  async advance(lead: Lead, { to, items }: { to: Position; items: readonly NewItem[] }): Promise<void> {
    await this.keepLead(lead);
    this.position = to;
    this.keep(items);
  }

  async due({ now, countMax, except }: { now: Timestamp; countMax: number; except: readonly string[] }) {
    return this.items
      .filter(({ id, state, dueAt }) => state === 'waiting' && dueAt <= now && !except.includes(id))
      .slice(0, countMax);
  }

  async conclude(lead: Lead, { id }: ReactionItem, concluded: Concluded): Promise<void> {
    await this.keepLead(lead);
    if (concluded.kind === 'kept') {
      this.items = this.items.map((item) => (item.id === id ? { ...item, ...withoutKind(concluded) } : item));
      return;
    }
    this.items = this.items.filter((item) => item.id !== id);
    this.keep(concluded.kind === 'became' ? concluded.items : []);
  }

  /** An operator's word: it is tried at once. */
  retry(id: string): void {
    const dueAt = this.now();
    const tried = (item: ReactionItem) => item.id === id && item.state !== 'behind';
    this.items = this.items.map((item) => (tried(item) ? { ...item, state: 'waiting', dueAt } : item));
  }

  private keep(items: readonly NewItem[]): void {
    const since = this.now();
    const kept = items.map((item) => ({ ...item, id: String(++this.ids), since }));
    const all = [...this.items, ...kept].sort((a, b) => Number(a.sequence - b.sequence));
    this.items = all.map((item) =>
      item.state === 'behind' && !all.some((other) => Blocked.goesBefore(other, item))
        ? { ...item, state: 'waiting', dueAt: since }
        : item,
    );
  }
}

function withoutKind({ kind: _kind, ...kept }: Extract<Concluded, { kind: 'kept' }>) {
  return kept;
}
