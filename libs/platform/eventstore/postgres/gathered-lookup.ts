import DataLoader from 'dataloader';

/** Answers each key, in the order of the keys. */
export type LoadKeys<Key, Found> = (keys: readonly Key[]) => Promise<readonly Found[]>;

/** Two, so that a connection that hangs does not hold up every decision until its answer is given up. */
const STATEMENTS_UNDER_WAY_MAX = 2;

/**
 * Looks up many keys in one statement: a busy instance asks about a subject for nearly every request, and
 * for a stream for each account it does not know; a round trip costs twenty times what the index probe does.
 * What is asked while statements are under way goes into the next one, so that nothing waits for company
 * that may not come.
 */
export class GatheredLookup<Key, Found> {
  private readonly loader: DataLoader<Key, Found>;
  /** Sent, or about to be. */
  private underWay = 0;
  private waiting: (() => void)[] = [];

  /** @param keysMax in one statement */
  constructor(load: LoadKeys<Key, Found>, keysMax: number) {
    this.loader = new DataLoader((keys) => this.whileUnderWay(() => load(keys)), {
      cache: false,
      maxBatchSize: keysMax,
      batchScheduleFn: (dispatch) => this.schedule(dispatch),
    });
  }

  of(key: Key): Promise<Found> {
    return this.loader.load(key);
  }

  private schedule(dispatch: () => void): void {
    if (this.underWay >= STATEMENTS_UNDER_WAY_MAX) {
      this.waiting.push(dispatch);
      return;
    }
    this.underWay += 1;
    setImmediate(dispatch);
  }

  private async whileUnderWay<T>(load: () => Promise<T>): Promise<T> {
    try {
      return await load();
    } finally {
      const dispatch = this.waiting.shift();
      if (dispatch) setImmediate(dispatch);
      else this.underWay -= 1;
    }
  }
}
