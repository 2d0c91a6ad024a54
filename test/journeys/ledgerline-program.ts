import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { until } from '@ledgerline/testing';

export const MASTER_KEY = Buffer.alloc(32, 7).toString('base64');
/** Beside other tests, on a log that is a server's, a process takes long to begin. */
const STARTS_MS = 60_000;

/** One built process of the system, as an operator would start it. */
export class LedgerlineProgram {
  written = '';
  private readonly child: ChildProcess;
  private readonly ended: Promise<unknown>;

  constructor(app: 'api' | 'projector' | 'reactor', variables: Readonly<Record<string, string>>) {
    const program = join(__dirname, `../../dist/apps/${app}/main.js`);
    if (!existsSync(program)) throw new Error('the system is not built: npm run build');
    const { PATH, HOME } = process.env;
    const env = {
      ...{ PATH, HOME, HTTP_PORT: '0', LEDGERLINE_MASTER_KEY: MASTER_KEY, LOG_LEVEL: 'info' },
      ...{ LEDGERLINE_API_KEYS: `starter:admin:${'0'.repeat(64)}`, ...variables },
    };
    this.child = spawn(process.execPath, [program], { env });
    this.ended = once(this.child, 'exit');
    for (const output of [this.child.stdout, this.child.stderr]) {
      output?.on('data', (chunk: Buffer) => (this.written += chunk.toString()));
    }
  }

  /** Resolves when this was written; fails when the process ends without it. */
  async untilWritten(text: string): Promise<void> {
    await until(
      `the process writes "${text}"`,
      () => this.written.includes(text) || this.hasEnded,
      STARTS_MS,
    );
    if (!this.written.includes(text)) throw new Error(`it ended without "${text}": ${this.written}`);
  }

  /** Where it serves, once it does. */
  async url(): Promise<string> {
    await this.untilWritten('"msg":"serving"');
    return /"url":"([^"]+)"/.exec(this.written)![1]!;
  }

  get hasEnded(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  /** The code it ends with by itself. */
  async exitCode(): Promise<number | null> {
    if (!this.hasEnded) await this.ended;
    return this.child.exitCode;
  }

  /** Stands still until it is woken, as a machine that hangs. */
  freeze(): void {
    this.child.kill('SIGSTOP');
  }

  wake(): void {
    this.child.kill('SIGCONT');
  }

  async stop(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
    if (this.hasEnded) return;
    this.child.kill(signal);
    await this.ended;
  }
}
