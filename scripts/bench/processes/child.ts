import { ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';

const STOP_TIMEOUT_MS = 10_000;

/**
 * A process of the bench: started from compiled code, told what to do by messages, measured from outside.
 */
export class BenchChild<News extends { readonly kind: string }> {
  private readonly backlog: News[] = [];
  private wake: (() => void) | undefined;
  private exited: string | undefined;

  private constructor(
    private readonly name: string,
    private readonly child: ChildProcess,
  ) {
    child.on('message', (news: News) => {
      this.backlog.push(news);
      this.wake?.();
    });
    child.once('exit', (code, signal) => {
      this.exited = `${name} ended with ${signal ?? `exit code ${code}`}`;
      this.wake?.();
    });
  }

  /** Starts `processes/<name>` and waits until it says that it is ready. */
  static async start<News extends { readonly kind: string }>(
    name: string,
    env: Readonly<Record<string, string>>,
  ): Promise<BenchChild<News>> {
    const options = { env: { ...process.env, NODE_ENV: 'production', ...env } };
    const child = new BenchChild<News>(name, fork(join(__dirname, name), options));
    await child.next('ready');
    return child;
  }

  get pid(): number {
    return this.child.pid!;
  }

  send(message: object): void {
    this.child.send(message);
  }

  /** The next news of a kind; news of other kinds that come before it are dropped. */
  async next<Kind extends News['kind']>(kind: Kind): Promise<Extract<News, { kind: Kind }>> {
    for (;;) {
      for (let news = this.backlog.shift(); news; news = this.backlog.shift()) {
        if (news.kind === kind) return news as Extract<News, { kind: Kind }>;
        if (news.kind === 'failed')
          throw new Error(`${this.name}: ${(news as { message?: string }).message}`);
      }
      if (this.exited) throw new Error(this.exited);
      await new Promise<void>((resolve) => (this.wake = resolve));
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
