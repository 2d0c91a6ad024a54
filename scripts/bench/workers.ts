import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { mintApiKey } from '@ledgerline/platform/config';
import { Cell, Side, Window } from './cell';
import { LoadFigures } from './load/closed-loop';
import { runHttpCell, Target } from './load/http-cells';
import { BenchLog } from './log/bench-log';
import { BenchChild } from './processes/child';
import { InProcessNews } from './processes/in-process-cells';
import { freePort, ServerProcess } from './processes/server';

export interface WorkerOrder {
  readonly cell: Cell;
  readonly window: Window;
  /** Part of every id made, so that no cell repeats another's. */
  readonly run: string;
  /** When measuring begins and when it ends. */
  readonly onMeasuring: () => void;
  readonly onMeasured: () => void;
}

/** The process that does the work of a cell: it is what the cell measures. */
export interface Worker {
  readonly pid: number;
  run(order: WorkerOrder): Promise<LoadFigures>;
  stop(): Promise<void>;
}

export interface ServerWorker extends Worker {
  readonly target: Target;
}

const SERVERS: Readonly<Record<Side, string>> = {
  ledger: join(__dirname, '..', '..', 'apps', 'api', 'main.js'),
  'mutable-table': join(__dirname, 'processes', 'mutable-table-server.js'),
};
const IN_PROCESS: Readonly<Record<Side, string>> = {
  ledger: 'ledger-in-process.js',
  'mutable-table': 'mutable-table-in-process.js',
};

/** What both sides are configured with: one master key and one service key for the whole run. */
export interface BenchSecrets {
  readonly masterKey: Buffer;
  readonly token: string;
  readonly env: Readonly<Record<string, string>>;
}

export function benchSecrets(log: BenchLog): BenchSecrets {
  const masterKey = randomBytes(32);
  const { token, entry } = mintApiKey({ name: 'bench', role: 'service' });
  const env = {
    ...{ LEDGERLINE_MASTER_KEY: masterKey.toString('base64'), LEDGERLINE_API_KEYS: entry },
    ...{ LOG_LEVEL: 'warn', DATABASE_OWNER_URL: '' },
    ...log.env,
  };
  return { masterKey, token, env };
}

/** A side behind HTTP, as it runs in production; the callers are the bench's. */
export async function startServer(side: Side, url: string, secrets: BenchSecrets): Promise<ServerWorker> {
  const port = await freePort();
  const env = { ...secrets.env, DATABASE_URL: url, HTTP_PORT: String(port) };
  const server = ServerProcess.start(SERVERS[side], { env });
  await server.untilReady(port);
  const target = { port, key: secrets.token };
  return {
    target,
    pid: server.pid,
    run: ({ window, ...order }) => runHttpCell({ ...order, ...window, target }),
    stop: () => server.stop(),
  };
}

/** A side without HTTP, callers and all in one process. */
export async function startInProcess(side: Side, url: string, secrets: BenchSecrets): Promise<Worker> {
  const env = { ...secrets.env, BENCH_DATABASE_URL: url };
  const child = await BenchChild.start<InProcessNews>(IN_PROCESS[side], env);
  return {
    pid: child.pid,
    run: async ({ cell, window, run, onMeasuring, onMeasured }) => {
      child.send({ cell, window, run });
      await child.next('measuring');
      onMeasuring();
      await child.next('measured');
      onMeasured();
      return (await child.next('done')).figures;
    },
    stop: () => child.stop(),
  };
}
