import { DomainEvent, Timestamp } from '@ledgerline/kernel';
import { EventStore, ExpectedRevision, Position, RecordedEvent } from '@ledgerline/platform/eventstore';
import { LedgerFault } from './ledger-result';
import { StreamDefinition } from './stream-definition';

/** The part of a stream's definition that folding needs; no policy in it. */
type Foldable<State, Event extends DomainEvent> = Pick<
  StreamDefinition<State, Event, unknown>,
  'events' | 'evolve'
>;

/**
 * A stream folded up to one revision. Immutable: a decision works on a draft, and only a confirmed append
 * replaces it.
 */
export interface StreamHead<State> {
  readonly state: State;
  readonly revision: ExpectedRevision;
  readonly position: Position | undefined;
  /** Time of the last event: the next decision is never earlier. */
  readonly at: Timestamp;
}

/** Few streams have more than this ahead of them, and a short page is read together with those of others. */
const FIRST_PAGE_EVENTS_MAX = 64;
const PAGE_EVENTS_MAX = 2_000;
const BEGINNING_OF_TIME: Timestamp = '0000-01-01T00:00:00.000Z';

export function emptyHead<State>(definition: { initial(): State }): StreamHead<State> {
  return { state: definition.initial(), revision: 'no-stream', position: undefined, at: BEGINNING_OF_TIME };
}

export interface CaughtUp<State> {
  readonly head: StreamHead<State>;
  /** Commands met on the way: one of ours may have been recorded by another instance. */
  readonly commandIds: ReadonlySet<string>;
}

/**
 * Folds what the log holds beyond `from`.
 * @throws LedgerFault `stream-halted` when an event cannot be read or folded: it is never ignored
 */
export async function catchUp<State, Event extends DomainEvent>(
  store: EventStore,
  definition: Foldable<State, Event>,
  stream: string,
  from: StreamHead<State>,
): Promise<CaughtUp<State>> {
  const commandIds = new Set<string>();
  let head = from;
  for (let countMax = FIRST_PAGE_EVENTS_MAX; ; countMax = PAGE_EVENTS_MAX) {
    const page = await store.readStream(stream, { fromRevision: nextRevision(head.revision), countMax });
    for (const recorded of page.events) head = foldRecorded(definition, head, recorded, commandIds);
    if (page.events.length < countMax) return { head, commandIds };
  }
}

/** What a page of a stream adds to its head. */
export function foldPage<State, Event extends DomainEvent>(
  definition: Foldable<State, Event>,
  from: StreamHead<State>,
  events: readonly RecordedEvent[],
): StreamHead<State> {
  const unused = new Set<string>();
  return events.reduce((head, recorded) => foldRecorded(definition, head, recorded, unused), from);
}

export function nextRevision(revision: ExpectedRevision): bigint {
  return revision === 'no-stream' ? 0n : revision + 1n;
}

export function metadataOf(recorded: RecordedEvent): Readonly<Record<string, string | undefined>> {
  return JSON.parse(recorded.metadata) as Record<string, string | undefined>;
}

function foldRecorded<State, Event extends DomainEvent>(
  definition: Foldable<State, Event>,
  head: StreamHead<State>,
  recorded: RecordedEvent,
  commandIds: Set<string>,
): StreamHead<State> {
  try {
    const metadata = metadataOf(recorded);
    if (metadata.commandId) commandIds.add(metadata.commandId);
    return {
      state: definition.evolve(head.state, definition.events.decode(recorded.type, recorded.data)),
      revision: recorded.revision,
      position: recorded.position,
      at: metadata.at!,
    };
  } catch (cause) {
    const place = `${recorded.stream} at revision ${recorded.revision}`;
    throw new LedgerFault('stream-halted', `${place} cannot be folded: ${(cause as Error).message}`, {
      cause,
    });
  }
}
