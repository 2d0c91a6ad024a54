/** An event as it was proposed: bytes, and what the client says of them. */
export interface ProposedEvent {
  readonly id: string;
  readonly type: string;
  readonly contentType: string;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
}

export interface LoggedEvent extends ProposedEvent {
  readonly stream: string;
  readonly revision: bigint;
  /** Where it stands in the log: commit and prepare position are the same. */
  readonly offset: bigint;
  recordedAtMs: number;
}

export type DoubleAppend =
  | { readonly kind: 'ok'; readonly revision: bigint; readonly offset: bigint | undefined }
  | { readonly kind: 'wrong-revision'; readonly actual: bigint | undefined };

/** Of one record apart from its event's bytes. */
const RECORD_BYTES = 96;

/** What the server keeps: streams, and all events in the order they were written, at byte offsets. */
export class DoubleLog {
  readonly all: LoggedEvent[] = [];
  private readonly streams = new Map<string, { first: bigint; events: LoggedEvent[] }>();
  private nextOffset = 0n;

  constructor() {
    const about = { id: '00000000-0000-4000-8000-000000000000', contentType: 'application/json' };
    const bytes = { data: Buffer.from('{}'), metadata: Buffer.from('{}') };
    this.write('$stats-127.0.0.1:2113', [{ ...about, ...bytes, type: '$statsCollected' }]);
  }

  head(stream: string): bigint | undefined {
    const stored = this.streams.get(stream);
    return stored && stored.first + BigInt(stored.events.length) - 1n;
  }

  /** From a revision upwards. */
  stream(stream: string): { readonly first: bigint; readonly events: readonly LoggedEvent[] } | undefined {
    return this.streams.get(stream);
  }

  /**
   * The observed table of FACTS part 1, "Append". Ids count only when the revision is behind the stream: then
   * the same ones at the same place are a repetition. At the head's revision they are written again.
   */
  append(stream: string, expected: bigint | undefined, events: readonly ProposedEvent[]): DoubleAppend {
    if (events.length === 0) return { kind: 'ok', revision: 0n, offset: undefined };
    const actual = this.head(stream);
    if (actual === expected) {
      const last = this.write(stream, events).at(-1)!;
      return { kind: 'ok', revision: last.revision, offset: last.offset };
    }
    const repeated = this.repeated(stream, expected, events);
    if (repeated) return { kind: 'ok', revision: repeated.revision, offset: repeated.offset };
    return { kind: 'wrong-revision', actual };
  }

  /** As though the stream's events up to `revision` had gone before. */
  startStreamAt(stream: string, revision: bigint): void {
    this.streams.set(stream, { first: revision + 1n, events: [] });
  }

  /** As a scavenge does with an event that may go: it is gone from the log, and its place is empty. */
  scavenge(offset: bigint): void {
    const at = this.indexFrom(offset);
    if (this.all[at]?.offset === offset) this.all.splice(at, 1);
  }

  /** As though everything had been written earlier. */
  age(byMs: number): void {
    for (const event of this.all) event.recordedAtMs -= byMs;
  }

  /** As though a backup had taken the log's place: what was written after `offset` is gone. */
  restoreTo(offset: bigint): void {
    for (const lost of this.all.splice(this.indexFrom(offset + 1n)).reverse()) {
      this.streams.get(lost.stream)!.events.pop();
      this.nextOffset = lost.offset;
    }
  }

  /** Place of the first event at or after an offset. */
  indexFrom(offset: bigint): number {
    let low = 0;
    let high = this.all.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.all[middle]!.offset < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** An event of the server's own, as it writes them from time to time. */
  writeStatistics(): LoggedEvent {
    const bytes = { data: Buffer.from('{}'), metadata: Buffer.from('{}') };
    const id = '00000000-0000-4000-8000-000000000001';
    const event = { id, type: '$statsCollected', contentType: 'application/json', ...bytes };
    return this.write('$stats-127.0.0.1:2113', [event])[0]!;
  }

  private write(stream: string, events: readonly ProposedEvent[]): readonly LoggedEvent[] {
    const stored = this.streams.get(stream) ?? { first: 0n, events: [] };
    this.streams.set(stream, stored);
    return events.map((event) => {
      const revision = stored.first + BigInt(stored.events.length);
      const logged = { ...event, stream, revision, offset: this.nextOffset, recordedAtMs: Date.now() };
      const bytes = RECORD_BYTES + event.data.length + event.metadata.length + 2 * event.type.length;
      this.nextOffset += BigInt(bytes);
      stored.events.push(logged);
      this.all.push(logged);
      return logged;
    });
  }

  private repeated(
    stream: string,
    expected: bigint | undefined,
    events: readonly ProposedEvent[],
  ): LoggedEvent | undefined {
    const stored = this.streams.get(stream);
    if (!stored) return undefined;
    const start = Number((expected ?? -1n) + 1n - stored.first);
    if (start < 0) return undefined;
    const there = stored.events.slice(start, start + events.length);
    const same = there.length === events.length && there.every(({ id }, at) => id === events[at]!.id);
    return same ? there.at(-1) : undefined;
  }
}
