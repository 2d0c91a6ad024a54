import { accountPicker, accountsToPrime, BATCH_ITEMS, Cell, Window } from '../cell';
import { Latencies } from '../../demo/play/latencies';
import { closedLoop, LoadFigures } from './closed-loop';
import { HttpConnection } from './http-connection';
import { prime } from './prime';
import { openLoop } from './open-loop';
import { Caller, runBatch, runOne } from './requests';

export interface Target {
  readonly port: number;
  readonly key: string;
}

export interface HttpOrder extends Window {
  readonly cell: Cell;
  readonly target: Target;
  /** Part of every id made, so that no cell repeats another's. */
  readonly run: string;
  readonly onMeasuring: () => void;
  readonly onMeasured: () => void;
}

/** Each caller on a connection of its own, one request at a time. */
export async function runHttpCell(order: HttpOrder): Promise<LoadFigures> {
  const { cell, target, run, onMeasuring, onMeasured, ...window } = order;
  const callers = await connectCallers(cell.callers, { cell, target, run });
  const work = cell.mode === 'http-batches' ? runBatch : runOne;
  try {
    if (window.prime) {
      const accounts = accountsToPrime(cell.accounts);
      await prime(accounts, cell.callers, (accountId, index) => {
        return runOne(cell.side, { ...callers[index]!, nextAccount: () => accountId }, () => undefined);
      });
    }
    return await closedLoop({
      ...window,
      callers: cell.callers,
      work: (index, count) => work(cell.side, callers[index]!, count),
      onMeasuring,
      onMeasured,
    });
  } finally {
    for (const { connection } of callers) connection.close();
  }
}

export interface RateOrder extends Omit<Window, 'prime'> {
  readonly target: Target;
  readonly run: string;
  readonly perSecond: number;
  readonly accounts: number;
}

const CONNECTIONS = 256;

/** Generations at a fixed rate against the ledger, each on whatever connection is free. */
export async function runAtRate({
  target,
  run,
  perSecond,
  accounts,
  ...window
}: RateOrder): Promise<Latencies> {
  const cell: Cell = { side: 'ledger', mode: 'http', callers: CONNECTIONS, accounts };
  const free = await connectCallers(CONNECTIONS, { cell, target, run });
  const all = [...free];
  const waiting: ((caller: Caller) => void)[] = [];
  try {
    return await openLoop({
      ...window,
      perSecond,
      work: async () => {
        const caller = free.pop() ?? (await new Promise<Caller>((resolve) => waiting.push(resolve)));
        const startedAtMs = performance.now();
        const { reserveMs } = await runOne('ledger', caller, () => undefined);
        const next = waiting.shift();
        if (next) next(caller);
        else free.push(caller);
        return { reservedAtMs: startedAtMs + reserveMs };
      },
    });
  } finally {
    for (const { connection } of all) connection.close();
  }
}

async function connectCallers(
  count: number,
  { cell, target, run }: { cell: Cell; target: Target; run: string },
): Promise<Caller[]> {
  const nextAccount = accountPicker(cell.accounts);
  let made = 0;
  const nextGeneration = () => `${run}-${made++}`;
  const connections = Array.from({ length: count }, () => HttpConnection.open('127.0.0.1', target.port));
  return (await Promise.all(connections)).map((connection, index) => {
    const batchItems = 1 + (index % BATCH_ITEMS);
    return { connection, key: target.key, batchItems, nextAccount, nextGeneration };
  });
}
