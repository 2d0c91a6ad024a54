import { StoredEvent } from './event-codec';

/** What is kept of an event: a busy log has many that the index does not hold yet. */
export interface YoungEvent {
  readonly revision: bigint;
  readonly offset: bigint;
  readonly command: StoredEvent['command'];
  readonly subject: string | undefined;
}

/**
 * The youngest events of one stream, without a gap up to `head`: what an index that lags behind the log may
 * not know yet. Of everything before them only a bound is kept: no event that it left out stands after it.
 */
export class StreamTail {
  private readonly events: YoungEvent[] = [];
  private bound = -1n;
  private last = -1n;

  /** Revision of the youngest event it knows; -1 before the first. */
  get head(): bigint {
    return this.last;
  }

  get size(): number {
    return this.events.length;
  }

  /** Whether it knows every event up to `revision` that stands after `offset`. */
  covers(revision: bigint, offset: bigint): boolean {
    return this.last >= revision && this.bound <= offset;
  }

  /** Takes over events in order that follow on those it knows; after a gap it begins anew with them. */
  add(events: readonly YoungEvent[]): void {
    const [first] = events;
    if (!first) return;
    if (first.revision > this.last + 1n) {
      this.events.length = 0;
      this.bound = first.offset - 1n;
      this.last = first.revision - 1n;
    }
    for (const event of events) {
      if (event.revision <= this.last) continue;
      if (event.command || event.subject !== undefined) this.events.push(event);
      this.last = event.revision;
    }
  }

  /** Forgets what stands at `offset` or earlier. */
  prune(offset: bigint): void {
    let known = 0;
    while (known < this.events.length && this.events[known]!.offset <= offset) known += 1;
    if (known === 0) return;
    const pruned = this.events.splice(0, known).at(-1)!.offset;
    if (this.bound < pruned) this.bound = pruned;
  }

  /** What stands after `offset`, up to `revision`; in no order. */
  after(offset: bigint, revision = this.last): readonly YoungEvent[] {
    return this.events.filter((event) => event.offset > offset && event.revision <= revision);
  }
}

export function youngEvent({ recorded, offset, command, subject }: StoredEvent): YoungEvent {
  return { revision: recorded.revision, offset, command, subject };
}
