import { EVERY_REACTION, ItemKey, ItemPlace } from './reaction-item';

/** Whose inputs have to queue, because an earlier one of their key is not through. */
export class Blocked {
  private readonly counts = new Map<string, number>();

  static id({ reaction, key }: ItemKey): string {
    return `${reaction}\0${key}`;
  }

  /** Whether one has to be through before the other is looked at. */
  static goesBefore(one: ItemPlace, other: ItemPlace): boolean {
    if (one.sequence >= other.sequence) return false;
    if (one.reaction === EVERY_REACTION) return one.key === other.stream;
    return one.reaction === other.reaction && one.key === other.key;
  }

  holds(place: ItemPlace): boolean {
    const undecodable = { reaction: EVERY_REACTION, key: place.stream };
    return this.counts.has(Blocked.id(place)) || this.counts.has(Blocked.id(undecodable));
  }

  add(key: ItemKey): void {
    const id = Blocked.id(key);
    this.counts.set(id, (this.counts.get(id) ?? 0) + 1);
  }

  remove(key: ItemKey): void {
    const id = Blocked.id(key);
    const left = (this.counts.get(id) ?? 0) - 1;
    if (left > 0) this.counts.set(id, left);
    else this.counts.delete(id);
  }
}
