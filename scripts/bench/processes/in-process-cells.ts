import { accountPicker, accountsToPrime, Cell, Window } from '../cell';
import { closedLoop, LoadFigures } from '../load/closed-loop';
import { prime } from '../load/prime';

/** What a child is asked to run. */
export interface InProcessOrder {
  readonly cell: Cell;
  readonly window: Window;
  /** Part of every id made, so that no cell repeats another's. */
  readonly run: string;
}

/** What a child tells on the way. */
export type InProcessNews =
  | { readonly kind: 'ready' | 'measuring' | 'measured' }
  | { readonly kind: 'done'; readonly figures: LoadFigures }
  | { readonly kind: 'failed'; readonly message: string };

/** Runs one generation of an account; answers how long reserving it took. */
export type RunOne = (accountId: string, generationId: string) => Promise<number>;

/**
 * The body of a child process that is measured: it waits for orders and runs each of them with callers of its
 * own. Its processor time is the system's and that of callers that do next to nothing.
 */
export function serveInProcessCells(runOne: RunOne): void {
  const tell = (news: InProcessNews) => process.send!(news);
  process.on('message', (order: InProcessOrder) => {
    runCell(order, runOne, tell).then(
      (figures) => tell({ kind: 'done', figures }),
      (error: unknown) => tell({ kind: 'failed', message: (error as Error).stack ?? String(error) }),
    );
  });
  tell({ kind: 'ready' });
}

async function runCell(
  { cell, window, run }: InProcessOrder,
  runOne: RunOne,
  tell: (news: InProcessNews) => void,
): Promise<LoadFigures> {
  const nextAccount = accountPicker(cell.accounts);
  let made = 0;
  if (window.prime) {
    const accounts = accountsToPrime(cell.accounts);
    await prime(accounts, cell.callers, (accountId) => runOne(accountId, `${run}-${made++}`));
  }
  return closedLoop({
    ...window,
    callers: cell.callers,
    work: async (_caller, count) => {
      const reserveMs = await runOne(nextAccount(), `${run}-${made++}`);
      count(1);
      return { reserveMs };
    },
    onMeasuring: () => tell({ kind: 'measuring' }),
    onMeasured: () => tell({ kind: 'measured' }),
  });
}
