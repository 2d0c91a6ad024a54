import { ChildProcess, spawn, SpawnOptions } from 'node:child_process';
import { AddressInfo, createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

const READY_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 15_000;
const POLL_MS = 10;

/** A server of the bench in a process of its own, run as it is in production. */
export class ServerProcess {
  private exited: string | undefined;

  constructor(
    private readonly name: string,
    private readonly child: ChildProcess,
  ) {
    child.once('exit', (code, signal) => (this.exited = `${name} ended with ${signal ?? `code ${code}`}`));
  }

  /** What it says goes to the bench's stderr, so that the tables alone are on stdout, or nowhere. */
  static start(
    file: string,
    { env, output = 'stderr' }: { env: Readonly<Record<string, string>>; output?: 'stderr' | 'nowhere' },
  ): ServerProcess {
    const stdout = output === 'stderr' ? 2 : 'ignore';
    const options = { env: { ...process.env, ...env }, stdio: ['ignore' as const, stdout, 2] };
    return new ServerProcess(file, spawn(process.execPath, [file], options as SpawnOptions));
  }

  get pid(): number {
    return this.child.pid!;
  }

  /** Resolves at the first healthy answer. */
  async untilReady(port: number): Promise<void> {
    const deadlineMs = performance.now() + READY_TIMEOUT_MS;
    for (;;) {
      if (this.exited) throw new Error(this.exited);
      const ready = await fetch(`http://127.0.0.1:${port}/health/ready`).catch(() => undefined);
      await ready?.arrayBuffer();
      if (ready?.ok) return;
      if (performance.now() > deadlineMs) throw new Error(`${this.name} was not ready in time`);
      await delay(POLL_MS);
    }
  }

  async stop(): Promise<void> {
    if (this.exited) return;
    const gone = new Promise<void>((resolve) => this.child.once('exit', () => resolve()));
    this.child.kill('SIGTERM');
    const killing = setTimeout(() => this.child.kill('SIGKILL'), STOP_TIMEOUT_MS);
    await gone;
    clearTimeout(killing);
  }
}

/**
 * A port nobody listens on; somebody else may take it before it is used, which the start would then say.
 */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return port;
}
