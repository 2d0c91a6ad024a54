import { createHash } from 'node:crypto';
import { DomainEvent } from '@ledgerline/kernel';
import { EventStore, ExpectedRevision } from '@ledgerline/platform/eventstore';
import { SNAPSHOT_BYTES_MAX, SnapshotStore, StoredSnapshot } from './snapshot-store';
import { StateSnapshot, StreamDefinition } from './stream-definition';
import { StreamHead } from './stream-head';

type Snapshotted<State, Event extends DomainEvent> = Pick<
  StreamDefinition<State, Event, unknown>,
  'category' | 'snapshot'
>;

/**
 * A snapshot after so many events: what is left to fold then takes some 30 ms on a busy machine.
 * A hot account of 2,000 generations/s writes eight a second, and a stream shorter than this has none.
 */
export const SNAPSHOT_EVERY_EVENTS = 500n;

/** A cache that does not answer is done without. */
const LOAD_TIMEOUT_MS = 500;

/** What the ledger does with snapshots: it trusts none that the log does not confirm. */
export class StreamSnapshots {
  private readonly hashes = new WeakMap<StateSnapshot<never>, string>();

  constructor(
    private readonly events: EventStore,
    private readonly snapshots: SnapshotStore,
  ) {}

  /** A head that the log confirms: it holds, at that revision of the stream, the event at that position. */
  async load<State, Event extends DomainEvent>(
    definition: Snapshotted<State, Event>,
    stream: string,
  ): Promise<StreamHead<State> | undefined> {
    if (!definition.snapshot) return undefined;
    const found = await this.find(stream, this.hashOf(definition));
    const head = found && decoded(definition.snapshot, found);
    if (!head) return undefined;
    const { events } = await this.events.readStream(stream, { fromRevision: head.revision, countMax: 1 });
    const confirmed = events[0]?.revision === head.revision && events[0].position === head.position;
    return confirmed ? head : undefined;
  }

  /** Keeps the state of a confirmed head, when the append before it crossed a multiple of the interval. */
  appended<State, Event extends DomainEvent>(
    definition: Snapshotted<State, Event>,
    stream: string,
    change: { readonly before: ExpectedRevision; readonly head: StreamHead<State> },
  ): void {
    const before = change.before === 'no-stream' ? -1n : change.before;
    const after = change.head.revision as bigint;
    const crossed = (after + 1n) / SNAPSHOT_EVERY_EVENTS > (before + 1n) / SNAPSHOT_EVERY_EVENTS;
    if (crossed) this.save(definition, stream, change.head);
  }

  /** Keeps the state of a confirmed head. A state that cannot be kept is not: nobody waits for this. */
  save<State, Event extends DomainEvent>(
    definition: Snapshotted<State, Event>,
    stream: string,
    { state: folded, revision, position, at }: StreamHead<State>,
  ): void {
    if (!definition.snapshot || revision === 'no-stream' || position === undefined) return;
    try {
      const schemaHash = this.hashOf(definition);
      const state = JSON.stringify(definition.snapshot.codec.encode(folded));
      if (state.length > SNAPSHOT_BYTES_MAX) return;
      this.snapshots.save({ stream, schemaHash, revision, position, at, state });
    } catch {
      // The append before it is confirmed, and its callers are to hear so.
    }
  }

  private async find(stream: string, schemaHash: string): Promise<StoredSnapshot | undefined> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<undefined>((resolve) => {
      timer = setTimeout(() => resolve(undefined), LOAD_TIMEOUT_MS);
    });
    const found = this.snapshots.load(stream, schemaHash).catch(() => undefined);
    return Promise.race([found, late]).finally(() => clearTimeout(timer));
  }

  private hashOf<State, Event extends DomainEvent>(definition: Snapshotted<State, Event>): string {
    const { snapshot, category } = definition;
    const known = this.hashes.get(snapshot as StateSnapshot<never>);
    if (known) return known;
    const { version, codec } = snapshot!;
    const hash = createHash('sha256').update(`${category}/${version}/${codec.shape}`).digest('hex');
    this.hashes.set(snapshot as StateSnapshot<never>, hash);
    return hash;
  }
}

/** Undefined for a text that is not of this shape, whatever the hash beside it says. */
function decoded<State>(
  { codec }: StateSnapshot<State>,
  { revision, position, at, state }: StoredSnapshot,
): (StreamHead<State> & { readonly revision: bigint }) | undefined {
  try {
    return { state: codec.decode(JSON.parse(state)), revision, position, at };
  } catch {
    return undefined;
  }
}
