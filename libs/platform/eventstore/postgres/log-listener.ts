import { createClient } from '@ledgerline/platform/postgres';
import { setTimeout as pause } from 'node:timers/promises';

const BACKOFF_MS = 50;
const BACKOFF_MS_MAX = 2_000;

/**
 * Hears that something was appended. A hint only: while the connection is down readers poll, and whoever
 * waits is woken after each reconnection, since what was said meanwhile is lost.
 */
export class LogListener {
  /** Counts hints; compare before and after, and none can slip through between reading and waiting. */
  hints = 0;
  private readonly waiting = new Set<() => void>();
  private readonly closed = new AbortController();
  private running: Promise<void> | undefined;

  constructor(private readonly url: string) {}

  /** Resolves at the first hint after `since`, or after `timeoutMs`, or when the signal aborts. */
  async wait({
    since,
    timeoutMs,
    signal,
  }: {
    since: number;
    timeoutMs: number;
    signal: AbortSignal;
  }): Promise<void> {
    this.running ??= this.run();
    if (this.hints !== since || signal.aborted || this.closed.signal.aborted) return;
    await new Promise<void>((resolve) => {
      const wake = (): void => {
        clearTimeout(timer);
        this.waiting.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      const timer = setTimeout(wake, timeoutMs);
      this.waiting.add(wake);
      signal.addEventListener('abort', wake);
    });
  }

  async close(): Promise<void> {
    this.closed.abort();
    this.hint();
    await this.running;
  }

  private hint(): void {
    this.hints += 1;
    for (const wake of [...this.waiting]) wake();
  }

  private async run(): Promise<void> {
    for (let failures = 0; !this.closed.signal.aborted; failures++) {
      try {
        await this.listen(() => (failures = 0));
      } catch {
        // Readers poll meanwhile, and meet the server's own error there.
      }
      await pause(Math.min(BACKOFF_MS * 2 ** failures, BACKOFF_MS_MAX), undefined, {
        signal: this.closed.signal,
      }).catch(() => undefined);
    }
  }

  /** Until the connection is lost or the listener closed. */
  private async listen(connected: () => void): Promise<void> {
    const client = createClient({ url: this.url, applicationName: 'ledgerline-log-listener' });
    const lost = new Promise<void>((resolve) => {
      client.once('end', resolve);
      client.once('error', () => resolve());
      this.closed.signal.addEventListener('abort', () => resolve());
    });
    try {
      await client.connect();
      client.on('notification', () => this.hint());
      await client.query('listen ledgerline_log');
      connected();
      this.hint();
      await lost;
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}
