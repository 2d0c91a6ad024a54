import { Chance } from '../chance';
import { Fault } from './fault';

/**
 * Faults in a shuffled order, each as often as its weight, and all of them before any comes again: what a run
 * does not get to for want of luck it would not test.
 */
export class Deck {
  private readonly cards: readonly Fault[];
  private left: Fault[] = [];

  constructor(
    faults: readonly Fault[],
    private readonly chance: Chance,
  ) {
    this.cards = faults.flatMap((fault) => Array.from({ length: fault.weight ?? 1 }, () => fault));
  }

  get isEmpty(): boolean {
    return this.cards.length === 0;
  }

  /** The next one that can be had now; undefined when none can. */
  draw(canBeHad: (fault: Fault) => boolean): Fault | undefined {
    if (this.left.length === 0) this.left = this.shuffled();
    const at = this.left.findIndex(canBeHad);
    return at < 0 ? undefined : this.left.splice(at, 1)[0];
  }

  private shuffled(): Fault[] {
    const cards = [...this.cards];
    for (let i = cards.length - 1; i > 0; i--) {
      const other = this.chance.below(i + 1);
      [cards[i], cards[other]] = [cards[other]!, cards[i]!];
    }
    return cards;
  }
}
