import { ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { mintApiKey } from '@ledgerline/platform/config';

/** What the serving process tells the demo. */
export type ServingNews =
  | {
      readonly kind: 'serving';
      readonly url: string;
      readonly tokens: { readonly admin: string; readonly service: string } | undefined;
      readonly databaseUrl: string;
    }
  | { readonly kind: 'failed'; readonly message: string; readonly exitCode: number };

export interface Serving {
  readonly url: string;
  readonly adminKey: string;
  readonly serviceKey: string;
  readonly databaseUrl: string;
  /** Resolves when the process is gone, whoever ended it. */
  readonly gone: Promise<void>;
  stop(): Promise<void>;
}

/** The system did not start; the message is for whoever typed the command. */
export class CannotServe extends Error {
  constructor(
    message: string,
    readonly exitCode: number,
  ) {
    super(message);
    this.name = 'CannotServe';
  }
}

/**
 * Starts the whole system in a process of its own, on the data of `.ledgerline/` unless the environment
 * says otherwise. The installation's own keys are used, or keys made for this run where the environment
 * brings its own.
 * @throws CannotServe
 */
export async function startServing(port: number | undefined): Promise<Serving> {
  const keys = process.env.LEDGERLINE_API_KEYS ? mintedKeys() : undefined;
  const env = {
    ...process.env,
    LOG_LEVEL: process.env.LOG_LEVEL || 'warn',
    EVENT_STORE: process.env.EVENT_STORE || 'postgres',
    // A month of the subscription that renews passes in a moment; production has no such clocks.
    TEST_CLOCKS_ENABLED: process.env.TEST_CLOCKS_ENABLED || String(hasTestClocks()),
    ...(port !== undefined && { HTTP_PORT: String(port) }),
    ...(keys && { LEDGERLINE_API_KEYS: `${process.env.LEDGERLINE_API_KEYS},${keys.entries}` }),
  };
  const child = fork(join(__dirname, 'serve.js'), { env });
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const news = await firstNews(child);
  if (news.kind === 'failed') throw new CannotServe(news.message, news.exitCode);
  const { url, tokens, databaseUrl } = news;
  const { admin, service } = keys ?? tokens!;
  const stop = async () => {
    if (child.connected) child.send('stop');
    await gone;
  };
  return { url, databaseUrl, adminKey: admin, serviceKey: service, gone, stop };
}

/** Whether the demo's system lets a clock be sent ahead. */
export function hasTestClocks(): boolean {
  return process.env.NODE_ENV !== 'production';
}

function mintedKeys(): { admin: string; service: string; entries: string } {
  const admin = mintApiKey({ name: 'demo-admin', role: 'admin' });
  const service = mintApiKey({ name: 'demo', role: 'service' });
  return { admin: admin.token, service: service.token, entries: `${admin.entry},${service.entry}` };
}

function firstNews(child: ChildProcess): Promise<ServingNews> {
  return new Promise((resolve) => {
    child.once('message', (news: ServingNews) => resolve(news));
    child.once('exit', (code, signal) => {
      const message = `the system ended with ${signal ?? `exit code ${code}`} before it served`;
      resolve({ kind: 'failed', message, exitCode: code || 1 });
    });
  });
}
