import { EventStoreDBClient } from '@eventstore/db-client';
import { Pool } from 'pg';
import { createPool } from '@ledgerline/platform/postgres';
import {
  AppendOutcome,
  EventStore,
  ExpectedRevision,
  NewEvent,
  Position,
  RecordedEvent,
  StreamPage,
  StreamPageRequest,
  TailMessage,
  positionOf,
} from '../port';
import { PositionRefused, sequenceAfter } from '../position-refused';
import { Appender } from './appender';
import { CommandIndex } from './command-index';
import { CommandIndexer } from './command-indexer';
import { CommandMemory } from './command-memory';
import { ConnectionSettings, connectionSettings } from './connection-settings';
import { EventFetch } from './event-fetch';
import { LogReads } from './log-reads';
import { ClientLease, leaseClient } from './shared-client';
import { storeIdentity } from './store-identity';
import { youngEvent } from './stream-tail';
import { StreamTails } from './stream-tails';
import { StoredTailMessage, TailSource, tailLog } from './tail-log';

export interface EventStoreDbOptions {
  /** `esdb://user:password@host:port?tls=true`; credentials are taken out and passed with each call. */
  readonly url: string;
  /** Connection of the application role to the database that holds the command index. */
  readonly databaseUrl: string;
  /** Refuses the credentials that the server is installed with, and none. Default false. */
  readonly production?: boolean;
  /** Default `ledgerline`. */
  readonly applicationName?: string;
  /** After so long an append is given up as unknown. Default 10,000. */
  readonly appendTimeoutMs?: number;
  /** After so long without an answer a read is given up. Default 10,000. */
  readonly readTimeoutMs?: number;
  /** A subscription silent for so long is compared with the log's head. Default 5,000. */
  readonly silenceMs?: number;
  /** Events the command index may lag behind; beyond it appends are refused. Default 1,000,000. */
  readonly unindexedEventsMax?: number;
  /** Whether this process may feed the command index; one of all processes does. Default true. */
  readonly indexing?: boolean;
  /** Told of each subscription that ended and of each fault of the indexer; all are retried. */
  readonly onFault?: (error: unknown) => void;
}

const DEFAULTS = {
  production: false,
  applicationName: 'ledgerline',
  appendTimeoutMs: 10_000,
  readTimeoutMs: 10_000,
  silenceMs: 5_000,
  unindexedEventsMax: 1_000_000,
  indexing: true,
  onFault: (_error: unknown): void => undefined,
};

const INDEX_CONNECTIONS = 3;
/** A look-up takes less than a millisecond; nothing is sent before it is answered. */
const INDEX_TIMEOUTS = { statementTimeoutMs: 3_000, answerTimeoutMs: 4_000 };
/** Lag is counted so far; positions of this store are offsets and count nothing. */
export const COUNTED_MAX = 1_000;

interface Parts {
  readonly lease: ClientLease;
  readonly settings: ConnectionSettings;
  readonly pool: Pool;
  readonly options: EventStoreDbOptions & typeof DEFAULTS;
}

/** The log in EventStoreDB, with its memory of commands in PostgreSQL (docs/decisions/0013 and 0014). */
export class EventStoreDbEventStore implements EventStore {
  private readonly reads: LogReads;
  private readonly tails: StreamTails;
  private readonly index: CommandIndex;
  private readonly memory: CommandMemory;
  private readonly fetch: EventFetch;
  private readonly appender: Appender;
  private readonly stopped = new AbortController();
  private indexing: Promise<void> = Promise.resolve();
  private closed: Promise<void> | undefined;

  private constructor(
    readonly storeId: string,
    private readonly parts: Parts,
  ) {
    const { client } = parts.lease;
    const { credentials } = parts.settings;
    const { readTimeoutMs, appendTimeoutMs, unindexedEventsMax } = parts.options;
    this.reads = new LogReads({ client, credentials, storeId, timeoutMs: readTimeoutMs });
    this.tails = new StreamTails(this.reads, unindexedEventsMax);
    this.index = new CommandIndex(parts.pool);
    this.memory = new CommandMemory({ storeId, index: this.index, tails: this.tails });
    this.fetch = new EventFetch(this.reads);
    const { reads, tails, memory } = this;
    this.appender = new Appender({
      client,
      credentials,
      timeoutMs: appendTimeoutMs,
      storeId,
      reads,
      tails,
      memory,
    });
  }

  /**
   * Connects, reads or gives the log's identity, and compares the command index with it.
   * @throws ConnectionStringInvalid, PositionRefused when the index is of another log or ahead of this one,
   * or the client's error when the server does not answer
   */
  static async open(given: EventStoreDbOptions): Promise<EventStoreDbEventStore> {
    const options = { ...DEFAULTS, ...given };
    const settings = connectionSettings(options.url, options);
    const lease = leaseClient(settings.url);
    const pool = createPool({
      url: options.databaseUrl,
      applicationName: `${options.applicationName}-command-index`,
      connectionsMax: INDEX_CONNECTIONS,
      settings: { enable_seqscan: 'off', enable_bitmapscan: 'off' },
      ...INDEX_TIMEOUTS,
    });
    try {
      const access = accessOf(lease.client, settings, options.readTimeoutMs);
      const store = new EventStoreDbEventStore(await storeIdentity(access), {
        lease,
        settings,
        pool,
        options,
      });
      store.memory.assertOfThisLog(await store.index.checkpoint(), await store.reads.end());
      if (options.indexing) store.startIndexing();
      return store;
    } catch (error) {
      await Promise.all([lease.release(), pool.end()]);
      throw error;
    }
  }

  append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<AppendOutcome> {
    return this.appender.append({ stream, expected, events });
  }

  async readStream(stream: string, page: StreamPageRequest): Promise<StreamPage> {
    const { events, head } = await this.reads.stream(stream, page);
    const upwards = page.direction === 'backward' ? [...events].reverse() : events;
    this.tails.remember(stream, upwards.map(youngEvent), this.memory.known);
    return { events: events.map(({ recorded }) => recorded), head };
  }

  async readAll({ after, countMax }: { after: Position | undefined; countMax: number }) {
    const offset = after === undefined ? undefined : sequenceAfter(this.storeId, after);
    return (await this.reads.after(offset, countMax)).map(({ recorded }) => recorded);
  }

  async readSubject(stream: string, ...[subject, upTo]: [string, ExpectedRevision?]) {
    const revisions = await this.memory.subjectRevisions(stream, subject, upTo);
    return this.fetch.events(revisions.map((revision) => ({ stream, revision })));
  }

  async readCommand(stream: string, commandId: string): Promise<readonly RecordedEvent[]> {
    return this.fetch.events(await this.memory.commandRows(stream, commandId));
  }

  async head(): Promise<Position | undefined> {
    const offset = await this.reads.ourEnd();
    return offset === undefined ? undefined : positionOf(this.storeId, offset);
  }

  /** Exact up to {@link COUNTED_MAX}, which also stands for more: this store's lag is told in seconds. */
  async countAfter(position: Position | undefined): Promise<number> {
    const offset = position === undefined ? undefined : sequenceAfter(this.storeId, position);
    const [events, end] = await Promise.all([this.reads.after(offset, COUNTED_MAX), this.reads.end()]);
    if (events.length > 0 || offset === undefined || offset <= (end ?? -1n)) return events.length;
    throw new PositionRefused(
      `position ${position} is ahead of the log's end ${positionOf(this.storeId, end ?? 0n)}: the log was ` +
        `restored to an earlier state; rebuild what was read from it`,
    );
  }

  /** The database's: the server has no clock to ask, and all processes have this one in common. */
  clock(): Promise<Date> {
    return this.index.clock();
  }

  async *tail(from: { after: Position | undefined; signal: AbortSignal }): AsyncGenerator<TailMessage> {
    for await (const message of this.storedTail(from)) {
      yield message.kind === 'event' ? { kind: 'event', event: message.event.recorded } : message;
    }
  }

  /** Answers everything accepted, then lets go of the client. Tails end when their signal aborts: first. */
  close(): Promise<void> {
    this.closed ??= this.closeOnce();
    return this.closed;
  }

  private async closeOnce(): Promise<void> {
    this.stopped.abort();
    await this.appender.close();
    await this.indexing;
    await this.parts.lease.release();
    await this.parts.pool.end();
  }

  private storedTail(from: {
    after: Position | undefined;
    signal: AbortSignal;
  }): AsyncGenerator<StoredTailMessage> {
    const { lease, settings, options } = this.parts;
    const { client } = lease;
    const source: TailSource = {
      client,
      credentials: settings.credentials,
      storeId: this.storeId,
      reads: this.reads,
      identity: () => storeIdentity(accessOf(client, settings, options.readTimeoutMs)),
      silenceMs: options.silenceMs,
      onDrop: options.onFault,
    };
    return tailLog(source, from);
  }

  private startIndexing(): void {
    const { databaseUrl, applicationName, onFault } = this.parts.options;
    const tail = (from: { after: Position | undefined; signal: AbortSignal }) => this.storedTail(from);
    const indexer = new CommandIndexer({
      databaseUrl,
      applicationName,
      storeId: this.storeId,
      tail,
      onFault,
    });
    this.indexing = indexer.run(this.stopped.signal);
  }
}

function accessOf(client: EventStoreDBClient, { credentials }: ConnectionSettings, timeoutMs: number) {
  return { client, credentials, timeoutMs };
}
