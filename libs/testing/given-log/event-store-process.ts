import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from '../faults/until';

const DOUBLE = join(__dirname, '../../../dist/test/eventstoredb-double/main.js');
/** A real server's own first minute, on a machine that does much else. */
const STARTS_MS = 90_000;

/** The command that starts a real server, where the environment has one: see docs/EVENTSTOREDB.md. */
export function eventStoreCommand(): string | undefined {
  return process.env.EVENT_STORE_COMMAND || undefined;
}

/**
 * An EventStoreDB in a process of its own with nothing in it: the protocol double, or the server of
 * EVENT_STORE_COMMAND. It can be killed, and started again on what it kept.
 */
export class EventStoreProcess {
  url = '';
  private child: ChildProcess | undefined;
  private readonly folder = mkdtempSync(join(tmpdir(), 'ledgerline-event-store-'));

  /** @throws Error when it does not serve within 90 s; it is ended then */
  async start(): Promise<void> {
    const port = this.url ? new URL(this.url).port : '0';
    const [program, ...words] = eventStoreCommand()?.split(' ') ?? [process.execPath, DOUBLE];
    if (words[0] === DOUBLE && !existsSync(DOUBLE)) throw new Error('it is not built: npm run build');
    // In a group of its own: a command may be a script, and what it started has to die with it.
    const child = spawn(program!, [...words, port, join(this.folder, 'log')], {
      stdio: ['ignore', 'pipe', 'inherit'],
      detached: true,
    });
    this.child = child;
    let written = '';
    child.stdout.on('data', (chunk: Buffer) => (written += chunk.toString()));
    const serves = () => /EVENT_STORE_URL=\S+\n/.test(written) || child.exitCode !== null;
    try {
      await until('the event store serves', serves, STARTS_MS);
      this.url = /EVENT_STORE_URL=(\S+)/.exec(written)![1]!;
    } catch (cause) {
      await this.kill();
      throw new Error(`the event store did not start: ${written}`, { cause });
    }
  }

  /** As a machine that loses power. */
  async kill(): Promise<void> {
    const { child } = this;
    if (child?.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    process.kill(-child.pid, 'SIGKILL');
    await ended;
  }

  /** It is not needed again: what it kept goes as well. */
  async end(): Promise<void> {
    await this.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
