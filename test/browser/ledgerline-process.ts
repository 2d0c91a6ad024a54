import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mintApiKey } from '@ledgerline/platform/config';
import { testDatabase } from '@ledgerline/testing';

const PROGRAM = join(__dirname, '../../dist/apps/standalone/main.js');
const MASTER_KEY = Buffer.alloc(32, 9).toString('base64');
const SERVES = /Ledgerline serves (http:\/\/\S+:(\d+))/;

/** The built system as it ships, in a process of its own, on a database of its own. */
export interface LedgerlineProcess {
  readonly url: string;
  readonly adminKey: string;
  readonly serviceKey: string;
  stop(): Promise<void>;
  /** After a stop: on the same port, with the same data. */
  start(): Promise<void>;
  /** Stops, and drops the database. */
  end(): Promise<void>;
}

export async function startLedgerline(): Promise<LedgerlineProcess> {
  if (!existsSync(PROGRAM)) throw new Error('the system is not built: npm run build');
  const database = await testDatabase();
  const admin = mintApiKey({ name: 'browser-admin', role: 'admin' });
  const service = mintApiKey({ name: 'browser-service', role: 'service' });
  const folder = mkdtempSync(join(tmpdir(), 'ledgerline-browser-'));
  const variables = {
    LEDGERLINE_DATA: folder,
    DATABASE_URL: database.appUrl,
    DATABASE_OWNER_URL: database.ownerUrl,
    LEDGERLINE_MASTER_KEY: MASTER_KEY,
    LEDGERLINE_API_KEYS: `${admin.entry},${service.entry}`,
    LOG_LEVEL: 'warn',
  };
  let running = await run({ ...variables, HTTP_PORT: '0' });
  const { url, port } = running;
  const stop = () => stopped(running.child);
  return {
    url,
    adminKey: admin.token,
    serviceKey: service.token,
    stop,
    start: async () => {
      running = await run({ ...variables, HTTP_PORT: port });
    },
    end: async () => {
      await stop();
      await database.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Resolves when it serves, rejects with what it wrote when it ends before that. */
function run(variables: Record<string, string>): Promise<{ child: ChildProcess; url: string; port: string }> {
  const { PATH, HOME } = process.env;
  const child = spawn(process.execPath, [PROGRAM], { env: { PATH, HOME, ...variables } });
  let written = '';
  return new Promise((resolve, reject) => {
    const read = (chunk: Buffer) => {
      written += chunk.toString();
      const [, url, port] = SERVES.exec(written) ?? [];
      if (url && port) resolve({ child, url, port });
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the system ended with ${code}: ${written}`)));
  });
}

async function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}
