import { AppendOutcome, ExpectedRevision, NewEvent, sequenceOf } from '../port';
import { PositionRefused } from '../position-refused';
import { CommandIndex, CommandRow, Found, IndexCheckpoint } from './command-index';
import { StreamTail } from './stream-tail';
import { StreamTails } from './stream-tails';

export interface CommandMemoryOptions {
  readonly storeId: string;
  readonly index: CommandIndex;
  readonly tails: StreamTails;
}

/** What an append was compared with; {@link CommandMemory.confirm} compares its answer with that. */
export interface Checked {
  /** Offset up to which the index knows the log. */
  readonly indexed: bigint;
  readonly hits: boolean;
}

/** So long a look-up may be under way: what it may still miss is kept in memory. */
const LOOKUP_MS_MAX = 5_000;

/**
 * Remembers every command: up to a position by the index, after it by what the streams themselves hold. An
 * append is compared with both before it is sent; it goes to an exact revision, so nothing can come between.
 */
export class CommandMemory {
  /** How far every look-up under way knows the log at least, and the youngest answer, since when. */
  private safe = -1n;
  private newest = { offset: -1n, at: 0 };
  private distrusted: string | undefined;

  constructor(private readonly options: CommandMemoryOptions) {}

  /** Offset up to which nothing needs to be remembered any more. */
  get known(): bigint {
    return this.safe;
  }

  /**
   * Undefined when the append may be sent. Whatever the index says, an append behind the head is sent: the
   * log cannot write it anew, and knows whether it is a repetition or a conflict.
   * @throws Error when the index or the log cannot be asked: nothing was sent
   */
  async check(
    stream: string,
    expected: ExpectedRevision,
    events: readonly NewEvent[],
  ): Promise<AppendOutcome | Checked> {
    if (this.distrusted !== undefined) return { outcome: 'not-executed', reason: this.distrusted };
    const wanted = new Set(events.flatMap(({ command }) => (command ? [keyOf(command)] : [])));
    const ids = [...new Set(events.flatMap(({ command }) => (command ? [command.id] : [])))];
    if (ids.length === 0) return { indexed: -1n, hits: true };
    const found = await this.options.index.whereCommands(ids);
    const indexed = this.see(found);
    const at = expected === 'no-stream' ? -1n : expected;

    const hits = found.flatMap(({ rows }, n) =>
      rows
        .filter(({ index }) => wanted.has(keyOf({ id: ids[n]!, index })))
        .map((row) => ({ id: ids[n]!, row })),
    );
    if (hits.some(({ row }) => row.stream === stream && row.revision > at)) return { indexed, hits: true };
    const known = new Set(hits.map(({ id }) => id));
    if (at >= 0n) {
      const tail = await this.covering(stream, at, indexed);
      if (tail.head > at) return { indexed, hits: true };
      if (tail.head < at) return conflict(tail.head);
      for (const { command } of tail.after(indexed, at)) {
        if (command && wanted.has(keyOf(command))) known.add(command.id);
      }
    }
    if (known.size === 0) return { indexed, hits: false };
    const { head } = await this.options.tails.upToDate(stream, indexed);
    if (head > at) return { indexed, hits: true };
    if (head < at) return conflict(head);
    return { outcome: 'duplicate', commandIds: ids.filter((id) => known.has(id)) };
  }

  /**
   * A command that the index does not hold was written at a place which the index claims to know: the log is
   * an earlier one than the index was made from. What it says of any command is worth nothing.
   */
  confirm({ indexed, hits }: Checked, writtenAt: bigint): void {
    if (hits || writtenAt > indexed) return;
    this.distrusted =
      'the command index was made from another state of the log than this; stop every process and say "backup new-epoch" (docs/BACKUP.md)';
  }

  /** Where a command's events stand, in the order of their index. */
  async commandRows(stream: string, commandId: string): Promise<readonly CommandRow[]> {
    const found = await this.options.index.whereCommands([commandId]);
    const indexed = this.see(found);
    const rows = new Map(found[0]!.rows.map((row) => [`${row.stream} ${row.revision}`, row]));
    const tail = await this.options.tails.upToDate(stream, indexed);
    for (const { command, revision } of tail.after(indexed)) {
      if (command?.id !== commandId) continue;
      rows.set(`${stream} ${revision}`, { index: command.index, stream, revision });
    }
    return [...rows.values()].sort((a, b) => a.index - b.index || (a.revision < b.revision ? -1 : 1));
  }

  /** Revisions of a stream's events about a subject, in order; complete up to `upTo`, else up to its end. */
  async subjectRevisions(
    stream: string,
    subject: string,
    upTo?: ExpectedRevision,
  ): Promise<readonly bigint[]> {
    const found = await this.options.index.whereSubject(stream, subject);
    const indexed = this.see([found]);
    if (upTo === 'no-stream') return found.rows;
    const { tails } = this.options;
    const tail = await (upTo === undefined
      ? tails.upToDate(stream, indexed)
      : this.covering(stream, upTo, indexed));
    const young = tail.after(indexed).filter((event) => event.subject === subject);
    const revisions = new Set([...found.rows, ...young.map(({ revision }) => revision)]);
    return [...revisions].sort((a, b) => (a < b ? -1 : 1));
  }

  /** The index is of this log, and no further than it. */
  assertOfThisLog(checkpoint: IndexCheckpoint, end: bigint | undefined): void {
    const offset = this.offsetOf(checkpoint);
    if (offset <= (end ?? -1n)) return;
    throw new PositionRefused(
      `the command index is ahead of the log (${checkpoint.position}): the log was restored to an earlier ` +
        `state; stop every process and say "backup new-epoch" (docs/BACKUP.md)`,
    );
  }

  private async covering(stream: string, at: bigint, indexed: bigint): Promise<StreamTail> {
    const tail = this.options.tails.get(stream);
    return tail?.covers(at, indexed) ? tail : this.options.tails.upToDate(stream, indexed);
  }

  /**
   * The lowest checkpoint of an answer. One that is lower than every look-up under way can know means that
   * the index was restored to an earlier state: then all that was left to it is forgotten.
   */
  private see(found: readonly Found<unknown>[]): bigint {
    let lowest: bigint | undefined;
    for (const { checkpoint } of found) {
      const offset = this.offsetOf(checkpoint);
      if (lowest === undefined || offset < lowest) lowest = offset;
    }
    const offset = lowest ?? -1n;
    const now = performance.now();
    if (offset < this.safe) {
      this.options.tails.clear();
      this.safe = offset;
      this.newest = { offset, at: now };
    } else if (now - this.newest.at > LOOKUP_MS_MAX) {
      if (this.newest.offset > this.safe) this.safe = this.newest.offset;
      this.newest = { offset, at: now };
    }
    return offset;
  }

  private offsetOf({ storeId, position }: IndexCheckpoint): bigint {
    if (position === undefined) return -1n;
    const offset = sequenceOf(this.options.storeId, position);
    if (offset !== undefined) return offset;
    throw new PositionRefused(
      `the command index was made from the log ${storeId}, this one is ${this.options.storeId}: ` +
        `correct EVENT_STORE_URL or DATABASE_URL; if this is the log, stop every process and say ` +
        `"backup new-epoch" (docs/BACKUP.md)`,
    );
  }
}

function keyOf({ id, index }: { id: string; index: number }): string {
  return `${id} ${index}`;
}

function conflict(head: bigint): AppendOutcome {
  return { outcome: 'conflict', actual: head === -1n ? 'no-stream' : head };
}
