import { Client } from 'pg';
import { setTimeout as pause } from 'node:timers/promises';
import { createClient } from '@ledgerline/platform/postgres';
import { Position, TailMessage } from '../port';
import { StoredEvent } from './event-codec';

export interface CommandIndexerOptions {
  readonly databaseUrl: string;
  readonly applicationName: string;
  readonly storeId: string;
  readonly tail: (from: {
    after: Position | undefined;
    signal: AbortSignal;
  }) => AsyncIterable<IndexerMessage>;
  readonly onFault: (error: unknown) => void;
}

/** As {@link TailMessage}, the event with what the index notes of it. */
export type IndexerMessage =
  { readonly kind: 'event'; readonly event: StoredEvent } | Exclude<TailMessage, { kind: 'event' }>;

/** Any number: it has only to be the same for every process. */
const INDEXER_LOCK = 7_163_042_200;
const LOCK_RETRY_MS = 1_000;
const FAULT_RETRY_MS = 500;
const BATCH_EVENTS_MAX = 2_000;
/** A checkpoint without events moves at most so often. */
const IDLE_MOVE_MS = 1_000;
/**
 * Nor does one with events: what the index does not hold yet, the streams' own tails do. Each move costs the
 * database a transaction; one per delivery was a quarter of all its statements under load.
 */
const MOVE_EVERY_MS = 25;

/**
 * Keeps the command index up with the log. Every process has one; a lock of the database lets one work and
 * the others wait, and the checkpoint's compare-and-set keeps even two at once from harm.
 */
export class CommandIndexer {
  private position: Position | undefined;
  private movedAt = 0;

  constructor(private readonly options: CommandIndexerOptions) {}

  /** Until the signal aborts; faults are told and retried without end. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const { databaseUrl, applicationName } = this.options;
      const client = createClient({ url: databaseUrl, applicationName: `${applicationName}-command-index` });
      const broken = new AbortController();
      client.once('end', () => broken.abort());
      let retryMs = FAULT_RETRY_MS;
      try {
        await client.connect();
        // A move that a crash of the database takes back is read from the log again.
        await client.query('set synchronous_commit = off');
        const { rows } = await client.query('select pg_try_advisory_lock($1) as mine', [INDEXER_LOCK]);
        if (rows[0].mine) await this.index(client, AbortSignal.any([signal, broken.signal]));
        else retryMs = LOCK_RETRY_MS;
      } catch (error) {
        if (!signal.aborted) this.options.onFault(error);
      } finally {
        await client.end().catch(() => undefined);
      }
      await pause(retryMs, undefined, { signal }).catch(() => undefined);
    }
  }

  private async index(client: Client, signal: AbortSignal): Promise<void> {
    const { rows } = await client.query('select position from command_index.checkpoint');
    this.position = rows[0].position ?? undefined;
    let batch: StoredEvent[] = [];
    for await (const message of this.options.tail({ after: this.position, signal })) {
      if (message.kind === 'event') batch.push(message.event);
      if (message.kind === 'checkpoint' && batch.length === 0) await this.idle(client, message.position);
      if (batch.length === 0 || (message.kind === 'event' && batch.length < BATCH_EVENTS_MAX)) continue;
      const full = batch;
      batch = [];
      if (message.kind === 'caught-up') await this.spell(signal);
      await this.move(client, full, full.at(-1)!.recorded.position);
    }
  }

  private async spell(signal: AbortSignal): Promise<void> {
    const leftMs = MOVE_EVERY_MS - (performance.now() - this.movedAt);
    if (leftMs > 0) await pause(leftMs, undefined, { signal }).catch(() => undefined);
  }

  private async idle(client: Client, position: Position): Promise<void> {
    if (this.position !== undefined && position <= this.position) return;
    if (performance.now() - this.movedAt < IDLE_MOVE_MS) return;
    await this.move(client, [], position);
  }

  /** Rows and checkpoint in one statement; nothing is written when the checkpoint is not where it was. */
  private async move(client: Client, events: readonly StoredEvent[], to: Position): Promise<void> {
    const commands = events.filter(({ command }) => command);
    const subjects = events.filter(({ subject }) => subject !== undefined);
    const { rowCount } = await client.query({
      name: 'index-move',
      text: `with moved as (
          update command_index.checkpoint set position = $2, store_id = $3, updated_at = now()
          where position is not distinct from $1 and (store_id is null or store_id = $3) returning 1
        ), commands as (
          insert into command_index.commands (command_id, command_index, stream, revision)
          select * from unnest($4::uuid[], $5::int[], $6::text[], $7::bigint[]) where exists (select from moved)
        ), subjects as (
          insert into command_index.subjects (stream, subject, revision)
          select * from unnest($8::text[], $9::text[], $10::bigint[]) where exists (select from moved)
        ) select from moved`,
      values: [
        this.position ?? null,
        to,
        this.options.storeId,
        commands.map(({ command }) => command!.id),
        commands.map(({ command }) => command!.index),
        commands.map(({ recorded }) => recorded.stream),
        commands.map(({ recorded }) => String(recorded.revision)),
        subjects.map(({ recorded }) => recorded.stream),
        subjects.map(({ subject }) => subject),
        subjects.map(({ recorded }) => String(recorded.revision)),
      ],
    });
    if (rowCount !== 1)
      throw new Error('another process moves the command index; reading its checkpoint again');
    this.position = to;
    this.movedAt = performance.now();
  }
}
