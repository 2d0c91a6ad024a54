import { Pool } from 'pg';
import { createPool } from '@ledgerline/platform/postgres';
import { checkAppend } from '../check-append';
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
} from '../port';
import { EpochHistory } from '../epoch-history';
import { assertNotAhead, assertSameLog } from '../position-refused';
import { GroupCommit, GroupCommitFigures } from './group-commit';
import { LogListener } from './log-listener';
import { LogReader, readEpochs } from './log-reader';
import { tailLog } from './tail-log';

export interface PostgresEventStoreOptions {
  /** Connection of the application role: it may execute `log.append` and read, nothing else. */
  readonly url: string;
  /** Default `ledgerline`. */
  readonly applicationName?: string;
  /** Connections for reading. Default 4. */
  readonly readersMax?: number;
  /** Transactions in flight at once. Default 1: the head's lock lets only one commit at a time anyway. */
  readonly lanes?: number;
  /** How long an append waits for another process's lock before it is tried again. Default 4,000. */
  readonly lockTimeoutMs?: number;
  /** Told of each transaction. */
  readonly observe?: (figures: GroupCommitFigures) => void;
}

/**
 * An append or a page takes milliseconds; an append that takes this long is not executed, or its answer is
 * given up.
 */
const TIMEOUTS = { statementTimeoutMs: 10_000, answerTimeoutMs: 15_000 };
const LOCK_TIMEOUT_MS = 4_000;

/**
 * Every statement is a lookup by key: whatever the statistics say of a table that just grew, use the index.
 */
const LOOKUPS = { enable_seqscan: 'off', enable_bitmapscan: 'off', enable_sort: 'off' };

/** The log in PostgreSQL: gapless positions in commit order, many streams' appends in one transaction. */
export class PostgresEventStore implements EventStore {
  private constructor(
    readonly history: EpochHistory,
    private readonly pools: readonly Pool[],
    private readonly commits: GroupCommit,
    private readonly reader: LogReader,
    private readonly listener: LogListener,
  ) {}

  get storeId(): string {
    return this.history.identity;
  }

  /** Connects and reads the log's identity and epochs. The schema must be current. */
  static async open(options: PostgresEventStoreOptions): Promise<PostgresEventStore> {
    const { url, applicationName = 'ledgerline', lanes = 1 } = options;
    const readers = createPool({
      url,
      applicationName: `${applicationName}-log-reader`,
      connectionsMax: options.readersMax ?? 4,
      settings: LOOKUPS,
      ...TIMEOUTS,
    });
    const writers = createPool({
      url,
      applicationName: `${applicationName}-log-writer`,
      connectionsMax: lanes,
      ...TIMEOUTS,
      lockTimeoutMs: options.lockTimeoutMs ?? LOCK_TIMEOUT_MS,
    });
    try {
      const history = new EpochHistory(await readEpochs(readers));
      const observe = options.observe ?? (() => undefined);
      const commits = new GroupCommit({ pool: writers, history, lanes, observe });
      const reader = new LogReader(readers, history);
      return new PostgresEventStore(history, [writers, readers], commits, reader, new LogListener(url));
    } catch (error) {
      await Promise.all([readers.end(), writers.end()]);
      throw error;
    }
  }

  async append(
    stream: string,
    expected: ExpectedRevision,
    events: readonly NewEvent[],
  ): Promise<AppendOutcome> {
    const bytes = checkAppend(stream, events);
    return this.commits.append({ stream, expected, events, bytes });
  }

  readStream(stream: string, page: StreamPageRequest): Promise<StreamPage> {
    return this.reader.stream(stream, page);
  }

  async readAll({ after, countMax }: { after: Position | undefined; countMax: number }) {
    return (await this.reader.page(this.sequenceAfter(after), countMax)).events;
  }

  readSubject(stream: string, subject: string): Promise<readonly RecordedEvent[]> {
    return this.reader.subject(stream, subject);
  }

  readCommand(_stream: string, commandId: string): Promise<readonly RecordedEvent[]> {
    return this.reader.command(commandId);
  }

  async head(): Promise<Position | undefined> {
    const { identity, head } = await this.reader.head();
    assertSameLog(this.history, identity);
    return head === 0n ? undefined : this.history.positionOf(head);
  }

  async countAfter(position: Position | undefined): Promise<number> {
    const sequence = this.sequenceAfter(position);
    const { identity, head } = await this.reader.head();
    assertSameLog(this.history, identity);
    assertNotAhead({ storeId: this.storeId, head }, sequence);
    return Number(head - sequence);
  }

  clock(): Promise<Date> {
    return this.reader.clock();
  }

  tail(from: { after: Position | undefined; signal: AbortSignal }): AsyncIterable<TailMessage> {
    return tailLog({ history: this.history, reader: this.reader, listener: this.listener }, from);
  }

  /**
   * Answers everything accepted, then closes the connections. Tails end when their signal aborts: do that
   * first.
   */
  async close(): Promise<void> {
    await this.commits.close();
    await this.listener.close();
    await Promise.all(this.pools.map((pool) => pool.end()));
  }

  private sequenceAfter(position: Position | undefined): bigint {
    return position === undefined ? 0n : this.history.sequenceOf(position);
  }
}
