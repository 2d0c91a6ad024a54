import { Pool, PoolClient } from 'pg';
import { setTimeout as pause } from 'node:timers/promises';
import { failpoint } from '@ledgerline/platform/failpoints';
import { InvalidAppend } from '../check-append';
import { AppendOutcome, LogHistory } from '../port';
import { classifyFailure } from './append-failure';
import { AppendQueue, PendingAppend } from './append-queue';
import { appendOutcomes, appendStatement } from './append-statement';

/** Figures of one transaction, for telemetry. */
export interface GroupCommitFigures {
  readonly appends: number;
  readonly events: number;
  readonly bytes: number;
  readonly durationMs: number;
}

export interface GroupCommitOptions {
  readonly pool: Pool;
  readonly history: LogHistory;
  /** Transactions in flight at once. */
  readonly lanes: number;
  readonly observe: (figures: GroupCommitFigures) => void;
}

const ATTEMPTS_MAX = 5;
const RETRY_DELAY_MS = 5;

/**
 * Commits the appends of many streams together: what arrives while a transaction is in flight goes into the
 * next one. Nothing is answered before its transaction is.
 */
export class GroupCommit {
  private readonly queue = new AppendQueue();
  private inFlight = 0;
  private scheduled = false;
  private closing = false;
  private readonly idle: (() => void)[] = [];

  constructor(private readonly options: GroupCommitOptions) {}

  append(append: Omit<PendingAppend, 'resolve' | 'reject'>): Promise<AppendOutcome> {
    if (this.closing)
      return Promise.resolve({ outcome: 'not-executed', reason: 'the event store is closing' });
    return new Promise((resolve, reject) => {
      if (this.queue.push({ ...append, resolve, reject })) this.schedule();
      else resolve({ outcome: 'not-executed', reason: 'overloaded' });
    });
  }

  /** Takes nothing more; resolves when everything taken is answered. */
  async close(): Promise<void> {
    this.closing = true;
    if (!this.queue.isEmpty) await new Promise<void>((resolve) => this.idle.push(resolve));
  }

  /**
   * Not at once: those whose answers just arrived append again before this turn of the event loop is over.
   */
  private schedule(): void {
    if (this.scheduled || this.inFlight >= this.options.lanes) return;
    this.scheduled = true;
    setImmediate(() => {
      this.scheduled = false;
      while (this.inFlight < this.options.lanes && this.queue.hasReady) void this.run(this.queue.takeBatch());
    });
  }

  private async run(batch: readonly PendingAppend[]): Promise<void> {
    this.inFlight += 1;
    const started = performance.now();
    const settle = await this.commit(batch);
    const events = batch.reduce((sum, append) => sum + append.events.length, 0);
    const bytes = batch.reduce((sum, append) => sum + append.bytes, 0);
    this.options.observe({ appends: batch.length, events, bytes, durationMs: performance.now() - started });
    this.inFlight -= 1;
    this.queue.finished(batch);
    settle();
    if (this.queue.hasReady) this.schedule();
    if (this.queue.isEmpty) for (const resolve of this.idle.splice(0)) resolve();
  }

  /** Resolves to what answers the batch's callers; never rejects. */
  private async commit(batch: readonly PendingAppend[]): Promise<() => void> {
    for (let attempt = 1; ; attempt++) {
      let client: PoolClient;
      try {
        client = await this.options.pool.connect();
      } catch (error) {
        return answerAll(batch, { outcome: 'not-executed', reason: `no connection: ${messageOf(error)}` });
      }
      try {
        failpoint('append.before');
        const { rows } = await client.query(appendStatement(this.options.history.identity, batch));
        failpoint('append.committed');
        client.release();
        const outcomes = appendOutcomes(this.options.history, batch, rows[0] as never);
        return () => batch.forEach(({ resolve }, at) => resolve(outcomes[at]!));
      } catch (error) {
        const failure = classifyFailure(error);
        client.release(failure === 'unknown');
        const reason = messageOf(error);
        if (failure === 'again' && attempt < ATTEMPTS_MAX)
          await pause(RETRY_DELAY_MS * 2 ** attempt * Math.random());
        else if (failure === 'refused') return this.commitApart(batch, error);
        else return answerAll(batch, { outcome: failure === 'unknown' ? 'unknown' : 'not-executed', reason });
      }
    }
  }

  /** One bad append must not harm the others: each goes alone, and only the bad one is refused. */
  private async commitApart(batch: readonly PendingAppend[], error: unknown): Promise<() => void> {
    if (batch.length === 1) {
      const refusal = new InvalidAppend(`the log refused the append: ${messageOf(error)}`, { cause: error });
      return () => batch[0]!.reject(refusal);
    }
    const settles: (() => void)[] = [];
    for (const append of batch) settles.push(await this.commit([append]));
    return () => settles.forEach((settle) => settle());
  }
}

function answerAll(batch: readonly PendingAppend[], outcome: AppendOutcome): () => void {
  return () => batch.forEach(({ resolve }) => resolve(outcome));
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
