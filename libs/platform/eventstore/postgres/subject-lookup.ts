import DataLoader from 'dataloader';
import { RecordedEvent } from '../port';

export interface SubjectKey {
  readonly stream: string;
  readonly subject: string;
}

/** Answers for each key, in the order of the keys, every event about it. */
export type LoadSubjects = (keys: readonly SubjectKey[]) => Promise<(readonly RecordedEvent[])[]>;

/** Keys in one statement. */
const KEYS_MAX = 1_000;

/** Two, so that a connection that hangs does not hold up every decision until its answer is given up. */
const STATEMENTS_UNDER_WAY_MAX = 2;

/**
 * Looks up many subjects in one statement: a busy instance asks about one for nearly every request, and a
 * round trip costs twenty times what the index probe does. What is asked while statements are under way goes
 * into the next one, so that nothing waits for company that may not come.
 */
export class SubjectLookup {
  private readonly loader: DataLoader<SubjectKey, readonly RecordedEvent[]>;
  private underWay = 0;
  private waiting: (() => void)[] = [];

  constructor(load: LoadSubjects) {
    this.loader = new DataLoader((keys) => this.whileUnderWay(() => load(keys)), {
      cache: false,
      maxBatchSize: KEYS_MAX,
      batchScheduleFn: (dispatch) => this.schedule(dispatch),
    });
  }

  of(stream: string, subject: string): Promise<readonly RecordedEvent[]> {
    return this.loader.load({ stream, subject });
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
