import { DomainEvent } from '@ledgerline/kernel';
import { EventStore } from '@ledgerline/platform/eventstore';
import { LedgerFault } from './ledger-result';
import { StreamDefinition } from './stream-definition';
import { catchUp, emptyHead, foldPage, StreamHead } from './stream-head';
import { SNAPSHOT_EVERY_EVENTS, StreamSnapshots } from './stream-snapshots';

/** Most streams are read whole at this first look; only a long one is worth asking for a snapshot. */
const GLANCE_EVENTS_MAX = 64;

export interface ColdStream<State, Event extends DomainEvent> {
  readonly store: EventStore;
  readonly snapshots: StreamSnapshots;
  readonly definition: Pick<
    StreamDefinition<State, Event, unknown>,
    'category' | 'events' | 'evolve' | 'initial' | 'snapshot'
  >;
  readonly stream: string;
}

/**
 * A stream that this process knows nothing of: from a snapshot and what came after, or from the beginning.
 * @throws LedgerFault `stream-halted` when an event cannot be read or folded
 */
export async function loadCold<State, Event extends DomainEvent>(
  cold: ColdStream<State, Event>,
): Promise<StreamHead<State>> {
  const { store, definition, stream, snapshots } = cold;
  const glance = await store.readStream(stream, { fromRevision: 0n, countMax: GLANCE_EVENTS_MAX });
  if (glance.head !== 'no-stream' && glance.head >= SNAPSHOT_EVERY_EVENTS) {
    const head = await fromSnapshot(cold);
    if (head) return head;
  }
  const begun = foldPage(definition, emptyHead(definition), glance.events);
  if (glance.events.length < GLANCE_EVENTS_MAX) return begun;
  const { head } = await catchUp(store, definition, stream, begun);
  // Else a long stream that is rarely written to would be folded whole by each process that meets it.
  if ((head.revision as bigint) >= SNAPSHOT_EVERY_EVENTS) snapshots.save(definition, stream, head);
  return head;
}

/** A snapshot from which the stream cannot be folded on proves nothing about the stream. */
async function fromSnapshot<State, Event extends DomainEvent>({
  store,
  definition,
  stream,
  snapshots,
}: ColdStream<State, Event>): Promise<StreamHead<State> | undefined> {
  const snapshot = await snapshots.load(definition, stream);
  if (!snapshot) return undefined;
  try {
    return (await catchUp(store, definition, stream, snapshot)).head;
  } catch (error) {
    if (error instanceof LedgerFault && error.code === 'stream-halted') return undefined;
    throw error;
  }
}
