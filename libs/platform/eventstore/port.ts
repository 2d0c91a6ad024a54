/**
 * The event store port: what Ledgerline needs of a log, and nothing more. Three adapters, one contract suite
 * (`contract.int.spec.ts`). There is no ANY and no STREAM_EXISTS: every append names an exact revision.
 */
export interface EventStore {
  /** Identity of the log; it is part of every position, so a checkpoint of another log is told apart. */
  readonly storeId: string;

  /** What has become of earlier positions; absent for a log that was never restored to an earlier point. */
  readonly history?: LogHistory;

  /**
   * Appends all events or none. Identical bytes (same ids) at the same expected revision answer `ok` again
   * with the original revision, also when later events are present. Bounds: {@link APPEND_BYTES_MAX}, {@link
   * EVENT_BYTES_MAX}.
   * @throws AppendTooLarge before anything is sent
   */
  append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<AppendOutcome>;

  /** One page of a stream, inclusive of `fromRevision`. A missing stream answers `head: 'no-stream'`. */
  readStream(stream: string, page: StreamPageRequest): Promise<StreamPage>;

  /** One page of the whole log in commit order, exclusive of `after`. */
  readAll(page: { after: Position | undefined; countMax: number }): Promise<readonly RecordedEvent[]>;

  /**
   * Every event of one stream about one subject (see {@link NewEvent.subject}), in order. A decision that is
   * appended at `upTo` needs nothing younger, which spares EventStoreDB a look at the stream's end; without
   * it, everything the log holds now.
   */
  readSubject(stream: string, subject: string, upTo?: ExpectedRevision): Promise<readonly RecordedEvent[]>;

  /**
   * The events that one command recorded, in order; empty when the log does not hold it. The stream is the
   * command's: EventStoreDB's index of commands lags, and what it does not know yet is looked for there.
   */
  readCommand(stream: string, commandId: string): Promise<readonly RecordedEvent[]>;

  /** Position of the last event, or `undefined` for an empty log. */
  head(): Promise<Position | undefined>;

  /**
   * How many events lie after a position: the lag of a reader. EventStoreDB, whose positions count nothing,
   * answers at most 1,000.
   */
  countAfter(position: Position | undefined): Promise<number>;

  /** The store's own clock, to notice an instance whose clock is wrong. */
  clock(): Promise<Date>;

  /** One ordered stream that survives drops by itself; ends only when `signal` aborts. */
  tail(from: { after: Position | undefined; signal: AbortSignal }): AsyncIterable<TailMessage>;

  close(): Promise<void>;
}

/**
 * Opaque, sortable place in the log: `<storeId>-<20 digits>`. Compare as strings; one that comes from outside
 * is first taken to {@link LogHistory.sequenceOf}, for it may be a place that a restore discarded.
 */
export type Position = string;

/** A log's epochs (decisions/0019): an event's position names the epoch in which it was written. */
export interface LogHistory {
  /** What positions of new events begin with: the store's id in its current epoch. */
  readonly identity: string;
  positionOf(sequence: bigint): Position;
  /**
   * The place of a position in the log as it is now, so that two of them can be compared.
   * @throws PositionRefused for one of another log, of a discarded part of this one, or of none at all
   */
  sequenceOf(position: Position): bigint;
  has(position: Position): boolean;
  /**
   * Of a place that a restore discarded: the last one before it that is still there. Undefined for one of
   * another log.
   */
  lastBefore(discarded: Position): Position | undefined;
}

export type ExpectedRevision = bigint | 'no-stream';

/** At most so many bytes of data and metadata in one append; a batch closes earlier (DESIGN §2: 900 KiB). */
export const APPEND_BYTES_MAX = 1_048_576;
export const EVENT_BYTES_MAX = 65_536;
export const STREAM_NAME_LENGTH_MAX = 200;

export interface NewEvent {
  /** A UUID that depends on stream, revision, index and content: another decision never shares it. */
  readonly id: string;
  readonly type: string;
  /** JSON text, stored byte for byte. */
  readonly data: string;
  /** JSON text of a flat object string → string, stored byte for byte. */
  readonly metadata: string;
  /** Which command recorded it, as the n-th event; unique in the whole log. Absent for what time causes. */
  readonly command?: { readonly id: string; readonly index: number };
  /**
   * What it is about inside its stream, e.g. `generation/<id>`: an index, for {@link EventStore.readSubject}.
   */
  readonly subject?: string;
}

export interface RecordedEvent {
  readonly stream: string;
  readonly revision: bigint;
  readonly position: Position;
  readonly id: string;
  readonly type: string;
  readonly data: string;
  readonly metadata: string;
  /** When the store wrote it, by the store's clock. */
  readonly recordedAt: Date;
}

export type AppendOutcome =
  /**
   * Durable. `revision` and `position` are the last event's; `positions` are those of each event, in order.
   */
  | {
      readonly outcome: 'ok';
      readonly revision: bigint;
      readonly position: Position;
      readonly positions: readonly Position[];
      /** True when an identical append had been there already; EventStoreDB does not tell. */
      readonly repeated: boolean;
    }
  /** Nothing was written: the stream is elsewhere. */
  | { readonly outcome: 'conflict'; readonly actual: ExpectedRevision }
  /** Nothing was written: the log already holds these commands (of any stream). */
  | { readonly outcome: 'duplicate'; readonly commandIds: readonly string[] }
  /** Certainly nothing was written; trying again is safe, also with other bytes. */
  | { readonly outcome: 'not-executed'; readonly reason: string }
  /** It may or may not be written: resend the identical bytes, decide nothing anew. */
  | { readonly outcome: 'unknown'; readonly reason: string };

export interface StreamPageRequest {
  readonly fromRevision?: bigint;
  readonly direction?: 'forward' | 'backward';
  readonly countMax: number;
}

export interface StreamPage {
  readonly events: readonly RecordedEvent[];
  /** Revision of the stream's last event at the time of reading. */
  readonly head: ExpectedRevision;
}

export type TailMessage =
  | { readonly kind: 'event'; readonly event: RecordedEvent }
  /** Everything up to here was scanned, though it may have delivered nothing. */
  | { readonly kind: 'checkpoint'; readonly position: Position }
  /** The reader has reached the end of the log as it stood a moment ago. */
  | { readonly kind: 'caught-up' };

export class AppendTooLarge extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'AppendTooLarge';
  }
}

export function positionOf(storeId: string, sequence: bigint): Position {
  return `${storeId}-${sequence.toString().padStart(20, '0')}`;
}

/** The sequence inside a position, or `undefined` when it is malformed or of another store. */
export function sequenceOf(storeId: string, position: Position): bigint | undefined {
  const prefix = `${storeId}-`;
  if (!position.startsWith(prefix) || !/^\d{20}$/.test(position.slice(prefix.length))) return undefined;
  return BigInt(position.slice(prefix.length));
}
