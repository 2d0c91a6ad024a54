import DataLoader from 'dataloader';
import { RecordedEvent } from '../port';

/** Answers for each key, in the order of the keys, every event about it. */
export type LoadEvents<Key> = (keys: readonly Key[]) => Promise<(readonly RecordedEvent[])[]>;

/** Keys in one statement. */
const KEYS_MAX = 1_000;

/** Two, so that a connection that hangs does not hold up every decision until its answer is given up. */
const STATEMENTS_UNDER_WAY_MAX = 2;

/**
 * Looks up the events of many things in one statement: a busy instance asks about a subject for nearly every
 * request, a batch that is sent again about each of its commands, and a round trip costs twenty times what
 * the index probe does. What is asked while statements are under way goes
 * into the next one, so that nothing waits for company that may not come.
 */
export class GroupedLookup<Key> {
  private readonly loader: DataLoader<Key, readonly RecordedEvent[]>;
  private underWay = 0;
  private waiting: (() => void)[] = [];

  constructor(load: LoadEvents<Key>) {
    this.loader = new DataLoader((keys) => this.whileUnderWay(() => load(keys)), {
      cache: false,
      maxBatchSize: KEYS_MAX,
      batchScheduleFn: (dispatch) => this.schedule(dispatch),
    });
  }

  of(key: Key): Promise<readonly RecordedEvent[]> {
    return this.loader.load(key);
  }

  private schedule(dispatch: () => void): void {
    if (this.underWay >= STATEMENTS_UNDER_WAY_MAX) this.waiting.push(dispatch);
    else setImmediate(dispatch);
  }

  private async whileUnderWay<T>(load: () => Promise<T>): Promise<T> {
    this.underWay += 1;
    try {
      return await load();
    } finally {
      this.underWay -= 1;
      const dispatch = this.waiting.shift();
      if (dispatch) setImmediate(dispatch);
    }
  }
}
