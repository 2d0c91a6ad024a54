import { Position } from '@ledgerline/platform/eventstore';

/** The place of one row while a batch is folded: every event that touches the row finds it here. */
export interface RowSlot {
  readonly keyText: string;
  readonly key: object;
  /** As the events so far left it; undefined while there is none. */
  row: object | undefined;
  /** The last event that changed the row; undefined while it is as it was before the batch. */
  changedBy: Position | undefined;
}

/** The rows that one batch touches in one table, each once. */
export class RowSlots {
  private readonly slots = new Map<string, RowSlot>();
  private fresh: RowSlot[] = [];

  constructor(private readonly keyTextOf: (key: object) => string) {}

  slotOf(key: object): RowSlot {
    const keyText = this.keyTextOf(key);
    const known = this.slots.get(keyText);
    if (known) return known;
    const slot: RowSlot = { keyText, key, row: undefined, changedBy: undefined };
    this.slots.set(keyText, slot);
    this.fresh.push(slot);
    return slot;
  }

  get size(): number {
    return this.slots.size;
  }

  /** The slots made since this was last asked: nobody has looked up their rows yet. */
  takeFresh(): readonly RowSlot[] {
    const { fresh } = this;
    this.fresh = [];
    return fresh;
  }

  all(): Iterable<RowSlot> {
    return this.slots.values();
  }

  /** What has to be written, sorted by key. */
  changed(): readonly RowSlot[] {
    const changed = [...this.slots.values()].filter((slot) => slot.changedBy !== undefined);
    return changed.sort((a, b) => (a.keyText < b.keyText ? -1 : 1));
  }
}
