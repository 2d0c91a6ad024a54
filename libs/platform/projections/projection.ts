import { DomainEvent } from '@ledgerline/kernel';
import { Position } from '@ledgerline/platform/eventstore';

/**
 * A read model as data: a table, and one pure function per event type that it cares about. No SQL, no clock,
 * no I/O: the runner loads rows, folds, writes and moves the checkpoint, the same way for every projection.
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- rows of every shape meet in one registry
export interface Projection<Row extends object = any> {
  /** The read model's name and the name of its view: plural snake_case, e.g. `account_balances`. */
  readonly name: string;
  /**
   * Raised when rows change shape or meaning: the table is `<name>_v<version>`, the view `<name>` points to
   * it.
   */
  readonly version: number;
  /** PostgreSQL schema: `read_<context>`. */
  readonly schema: string;
  readonly columns: { readonly [C in keyof Row & string]: ColumnType };
  readonly key: readonly (keyof Row & string)[];
  /** Every index beside the primary key, as column lists; a column may end in " desc". */
  readonly indexes: readonly (readonly string[])[];
  /** A financial projection halts on a bad event; it never skips. */
  readonly financial: boolean;
  /** Rows are written once and never read back by the fold: nothing is loaded or cached for them. */
  readonly appendOnly?: boolean;
  /**
   * Set where each row belongs to one stream, named by the prefix and a column: such rows can be recomputed
   * from that stream alone.
   */
  readonly streamOf?: { readonly prefix: string; readonly column: keyof Row & string };
  /** What holds in every row: checked before a rebuilt table is shown, and whenever rows are verified. */
  readonly balances?: readonly Balance<Row>[];
  readonly on: { readonly [eventType: string]: EventHandler<Row> | undefined };
}

/** Two sums of `bigint` columns that are always equal. */
export interface Balance<Row extends object> {
  /** As a sentence: `amount = remaining + spent + expired`. */
  readonly says: string;
  readonly left: readonly (keyof Row & string)[];
  readonly right: readonly (keyof Row & string)[];
}

/** How one event type changes the rows it touches. */
export interface EventHandler<Row extends object> {
  /** The rows this event touches, as key objects; each is then folded once. */
  keys(event: ProjectedEvent): readonly Partial<Row>[];
  /**
   * The row after the event; `row` is undefined when there is none yet, and for `appendOnly` always. Answers
   * undefined where there is none and the event is no reason to make one; a row once made stays.
   */
  fold(row: Row | undefined, event: ProjectedEvent, key: Partial<Row>): Row | undefined;
}

/** A decoded event with its place in the log. */
export interface ProjectedEvent<E extends DomainEvent = DomainEvent> {
  readonly type: E['type'];
  readonly data: E['data'];
  readonly stream: string;
  readonly revision: bigint;
  readonly position: Position;
  /** When it happened: the time the decision was taken at, RFC 3339 UTC. */
  readonly at: string;
  readonly metadata: EventMetadata;
}

/** Flat string → string. Fields are absent for events that time causes, except `at` and `cause`. */
export interface EventMetadata {
  readonly at: string;
  /** `time` for what no command caused. */
  readonly cause?: string;
  readonly command?: string;
  readonly commandId?: string;
  readonly commandIndex?: string;
  /** Index of the event that stands for its command; absent where that is the first. */
  readonly commandOwn?: string;
  readonly commandHash?: string;
  /** Name of the key that sent the command. */
  readonly actor?: string;
  readonly role?: string;
  readonly requestId?: string;
  /** The calling system and its address (JSON of ip, userAgent), sealed for the account's owner. */
  readonly caller?: string;
  readonly [key: string]: string | undefined;
}

/**
 * `text`: string; `bigint`: bigint; `sum`: bigint beyond 64 bits, for what all accounts come to; `integer`:
 * number; `boolean`; `timestamp`: RFC 3339 string with ms; `date`: "2026-11-21"; `json`: any JSON value
 * without bigint, stored as `json` text. All may be null.
 */
export type ColumnType = 'text' | 'bigint' | 'sum' | 'integer' | 'boolean' | 'timestamp' | 'date' | 'json';
