import { Codec, Decision, DomainEvent, EventRegistry, Refusal, Timestamp } from '@ledgerline/kernel';

/**
 * Everything the executor must know of one kind of stream. All functions are pure; the executor owns time,
 * revisions, appends and retries, and knows no business word.
 */
export interface StreamDefinition<State, Event extends DomainEvent, Context> {
  /** The stream's name is `<category>-<id>`; a category has no dash. */
  readonly category: string;
  readonly events: EventRegistry<Event>;
  initial(): State;
  evolve(state: State, event: Event): State;
  /** How the state is kept as a snapshot; without it the stream is always folded from its beginning. */
  readonly snapshot?: StateSnapshot<State>;
  /**
   * What time alone has caused by `now`, in the order it happened; recorded before the next decision. A sweep
   * has no decision behind it: it records what has lapsed and gives nothing. Ends with the first item that
   * brings it to `eventsMax`, and with what follows from the items so far: the rest is asked for again.
   */
  settle(
    state: State,
    now: Timestamp,
    options: { context: Context; before: 'decision' | 'sweep'; eventsMax?: number },
  ): readonly Event[];
  /**
   * The event that records a refusal, or undefined where the refusal is answered without being recorded.
   * Never asked of a stream that does not exist yet: what is refused there leaves nothing behind.
   */
  refused(
    refusal: Refusal,
    about: { command: RecordedCommand; state: State; context: Context; now: Timestamp },
  ): Event | undefined;
  hadNoEffect(reason: string, command: RecordedCommand, context: Context): Event;
  /** What a recorded event says of its command's outcome: how a repeated command hears the same again. */
  outcomeOf(event: Event): RecordedOutcome;
  /**
   * What an event is about inside its stream; indexed, so that a decision can ask for a subject's history.
   */
  subjectOf(event: Event): string | undefined;
  /** Policy in force for the next decision (catalog, …); never older than what `state` was decided under. */
  contextFor(state: State): Context | Promise<Context>;
}

/** A snapshot is read again only by a definition with the same version and the same shape. */
export interface StateSnapshot<State> {
  /** Raised when `evolve` comes to another state from the same history, the shape being the same. */
  readonly version: number;
  readonly codec: Codec<State>;
}

export type RecordedOutcome =
  | { readonly outcome: 'accepted' }
  | { readonly outcome: 'no-effect' }
  | { readonly outcome: 'refused'; readonly refusal: Refusal };

/** How a command is told in the events it causes. */
export interface RecordedCommand {
  readonly name: string;
  /** What was asked, without what is personal. */
  readonly parameters: Readonly<Record<string, unknown>>;
  /** What is personal in it, sealed for the owner of the stream; null where there is none. */
  readonly sealed: string | null;
}

export interface DecisionContext<Event extends DomainEvent, Context> {
  /** Never earlier than the stream's last event. */
  readonly now: Timestamp;
  readonly policy: Context;
  /** Deterministic for the command: the id of the thing it makes, where the caller names none. */
  readonly newId: string;
  /** The events of each subject that `subjects` asked for. */
  readonly history: ReadonlyMap<string, readonly Event[]>;
}

/** One command on its way into one stream. */
export interface LedgerCommand<State, Event extends DomainEvent, Context> extends RecordedCommand {
  readonly streamId: string;
  /** UUIDv5 of principal, target stream and idempotency key. */
  readonly commandId: string;
  /** Keyed hash of the body: the same key with another body is told apart. */
  readonly commandHash: string;
  /** The edge's clock when the command arrived. */
  readonly receivedAt: Timestamp;
  /** Who and where from; goes into the metadata of each event. */
  readonly origin: Readonly<Record<string, string>>;
  /** Subjects whose recorded history the decision needs, given the state: usually none. */
  subjects?(state: State): readonly string[];
  decide(state: State, context: DecisionContext<Event, Context>): Decision<Event>;
  /**
   * Set where this stands for several commands that are decided all or not at all (see `together`): each has
   * an id and facts of its own, and `decide` is never asked.
   */
  readonly parts?: readonly LedgerCommand<State, Event, Context>[];
}

export function streamName(definition: { readonly category: string }, streamId: string): string {
  return `${definition.category}-${streamId}`;
}
