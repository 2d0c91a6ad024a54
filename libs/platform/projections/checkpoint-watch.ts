import { Pool, PoolClient } from 'pg';
import { Position } from '@ledgerline/platform/eventstore';
import { Checkpoint, readCheckpoints } from './checkpoints';
import { COMMITTED_CHANNEL } from './lane';
import { Projection } from './projection';
import { Bell } from './turn';

const POLL_MS = 100;

/** Lets readers wait for a position: one question to the database at a time, however many wait. */
export class CheckpointWatch {
  private listener: PoolClient | undefined;
  private listening: Promise<void> | undefined;
  private closed = false;
  private asking: Promise<readonly Checkpoint[]> | undefined;
  private readonly hinted = new Bell();

  constructor(
    private readonly pool: Pool,
    private readonly projections: readonly Projection[],
  ) {}

  /** Answers whether all these read models have come to `position` within the time. */
  async reached(projections: readonly Projection[], position: Position, timeoutMs: number): Promise<boolean> {
    const giveUpAt = performance.now() + timeoutMs;
    await this.listen();
    for (;;) {
      const found = await this.ask();
      if (projections.every((p) => hasReached(found, p, position))) return true;
      const leftMs = giveUpAt - performance.now();
      if (leftMs <= 0) return false;
      await this.hinted.heard(Math.min(POLL_MS, leftMs));
    }
  }

  close(): void {
    this.closed = true;
    if (this.listener) this.drop(this.listener);
  }

  /**
   * A question that is under way may have looked too early, so whoever comes later asks once more after it.
   */
  private async ask(): Promise<readonly Checkpoint[]> {
    if (this.asking) await this.asking.catch(() => undefined);
    this.asking ??= readCheckpoints(this.pool, this.projections).finally(() => {
      this.asking = undefined;
    });
    return this.asking;
  }

  /** The hint shortens the wait; without it, polling answers a little later. */
  private listen(): Promise<void> {
    this.listening ??= this.connect().catch(() => {
      this.listening = undefined;
    });
    return this.listening;
  }

  private async connect(): Promise<void> {
    const client = await this.pool.connect();
    this.listener = client;
    client.on('notification', () => this.hinted.ring());
    client.on('error', () => this.drop(client));
    if (this.closed) this.drop(client);
    else await client.query(`listen ${COMMITTED_CHANNEL}`).catch(() => this.drop(client));
  }

  /** A connection can fail more than once, and after it was closed; giving it back twice is an error. */
  private drop(client: PoolClient): void {
    if (this.listener !== client) return;
    this.listener = this.listening = undefined;
    client.release(true);
  }
}

function hasReached(found: readonly Checkpoint[], projection: Projection, wished: Position): boolean {
  const own = found.find((c) => c.name === projection.name && c.version === projection.version);
  return own?.position != null && own.position >= wished;
}
