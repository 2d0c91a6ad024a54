import { Logger } from '@ledgerline/platform/telemetry';

/**
 * Ordered shutdown: what was opened last is closed first, each once, and a failure does not stop the rest.
 */
export class Closers {
  private readonly open: { readonly name: string; readonly close: () => Promise<void> | void }[] = [];

  constructor(private readonly logger: Logger) {}

  add(name: string, close: () => Promise<void> | void): void {
    this.open.push({ name, close });
  }

  async closeAll(): Promise<void> {
    for (let next = this.open.pop(); next; next = this.open.pop()) {
      try {
        await next.close();
      } catch (error) {
        this.logger.warn({ err: error, closing: next.name }, 'closing failed');
      }
    }
  }
}
