import { Decision, DomainEvent, invariant, latest, Refusal, Timestamp } from '@ledgerline/kernel';
import { APPEND_BYTES_MAX, EVENT_BYTES_MAX, NewEvent } from '@ledgerline/platform/eventstore';
import { LedgerFault } from './ledger-result';
import { Stamp, stampEvent } from './stamp';
import { LedgerCommand, StreamDefinition } from './stream-definition';
import { nextRevision, StreamHead } from './stream-head';

/**
 * What one command came to inside a draft: its events stand at `first … first + events.length - 1` of the
 * append.
 */
export interface DraftedDecision<Event extends DomainEvent> {
  readonly outcome: 'accepted' | 'refused' | 'no-effect';
  readonly refusal?: Refusal;
  readonly events: readonly Event[];
  readonly first: number;
  readonly decidedAt: Timestamp;
  /** Of commands that belong together, each one's own. */
  readonly parts?: readonly DraftedDecision<Event>[];
  readonly refusedPart?: number;
}

/** How far a draft had come, to go back to. */
interface DraftMark<State> {
  readonly state: State;
  readonly at: Timestamp;
  readonly length: number;
  readonly bytes: number;
}

/** So much of what time caused goes into one append; when more is due, it is appended before any decision. */
export const SETTLED_PER_APPEND_MAX = 256;
const SETTLED_BYTES_PER_APPEND_MAX = APPEND_BYTES_MAX / 2;

/**
 * The decisions of one append in the making: commands are decided in order, each on the state its
 * predecessors leave behind, with what time caused recorded first. Pure bookkeeping; nothing is true before
 * it is appended.
 */
export class Draft<State, Event extends DomainEvent, Context> {
  readonly appended: NewEvent[] = [];
  bytes = 0;
  /** The same as `appended`, as facts with their subjects. */
  private readonly facts: { readonly event: Event; readonly subject: string | undefined }[] = [];
  private state: State;
  private at: Timestamp;

  constructor(
    private readonly definition: StreamDefinition<State, Event, Context>,
    private readonly stream: string,
    private readonly base: StreamHead<State>,
    private readonly policy: Context,
  ) {
    this.state = base.state;
    this.at = base.at;
  }

  get current(): State {
    return this.state;
  }

  /** Whether the stream exists once this draft is appended. */
  get exists(): boolean {
    return this.base.revision !== 'no-stream' || this.appended.length > 0;
  }

  /** What this draft says of a subject already; the log does not know it yet. */
  about(subject: string): readonly Event[] {
    return this.facts.filter((fact) => fact.subject === subject).map(({ event }) => event);
  }

  /**
   * Decides one command on what time has caused by now; `undefined` when what it would record does not fit
   * into this append any more. A decide that throws leaves the draft as it was before the command.
   */
  decide(
    command: LedgerCommand<State, Event, Context>,
    history: ReadonlyMap<string, readonly Event[]>,
  ): DraftedDecision<Event> | undefined {
    const before = this.mark();
    try {
      const now = latest(command.receivedAt, this.at);
      const decided = command.parts
        ? this.recordTogether(command.parts, history, now)
        : this.record(command, this.decisionOf(command, history, now), now);
      if (this.bytes <= APPEND_BYTES_MAX) return decided;
      if (before.length === 0) throw tooLarge(this.bytes, `one append holds at most ${APPEND_BYTES_MAX}`);
    } catch (error) {
      this.rollBack(before);
      throw error;
    }
    this.rollBack(before);
    return undefined;
  }

  /**
   * Records what time alone has caused by `receivedAt`; time never runs backwards within a stream. `false`
   * when so much is due that it has to be appended first.
   */
  settle(receivedAt: Timestamp, before: 'decision' | 'sweep'): boolean {
    if (!this.exists) return true;
    const now = latest(receivedAt, this.at);
    const unsettled = this.mark();
    // Whole parts, each with what follows from it: a part cut short would tell it in no append or in two.
    for (let eventsMax = SETTLED_PER_APPEND_MAX; ; eventsMax >>= 1) {
      const events = this.definition.settle(this.state, now, { context: this.policy, before, eventsMax });
      if (events.length === 0) return true;
      if (unsettled.length >= SETTLED_PER_APPEND_MAX) return false;
      for (const event of events) this.push(event, { at: now }, 0);
      if (this.bytes <= SETTLED_BYTES_PER_APPEND_MAX) return events.length < eventsMax;
      this.rollBack(unsettled);
      if (unsettled.length > 0) return false;
      invariant(eventsMax > 1, 'what one due item causes fits into an append');
    }
  }

  private decisionOf(
    command: LedgerCommand<State, Event, Context>,
    history: ReadonlyMap<string, readonly Event[]>,
    now: Timestamp,
  ): Decision<Event> {
    return command.decide(this.state, { now, policy: this.policy, newId: command.commandId, history });
  }

  /** All of them, or the refusal of the first that is refused, with the figures it was refused with. */
  private recordTogether(
    commands: readonly LedgerCommand<State, Event, Context>[],
    history: ReadonlyMap<string, readonly Event[]>,
    now: Timestamp,
  ): DraftedDecision<Event> {
    const before = this.mark();
    const first = this.appended.length;
    const parts: DraftedDecision<Event>[] = [];
    for (const [refusedPart, command] of commands.entries()) {
      const decision = this.decisionOf(command, history, now);
      if (decision.kind === 'refused') {
        this.rollBack(before);
        return { ...this.record(command, decision, now), refusedPart };
      }
      parts.push(this.record(command, decision, now));
    }
    const events = parts.flatMap((part) => part.events);
    return { outcome: 'accepted', events, first, decidedAt: now, parts };
  }

  private record(
    command: LedgerCommand<State, Event, Context>,
    decision: Decision<Event>,
    now: Timestamp,
  ): DraftedDecision<Event> {
    const refusal = decision.kind === 'refused' ? decision : undefined;
    const events = this.eventsOf(command, decision, now);
    const first = this.appended.length;
    const stamp = {
      at: now,
      command: {
        id: command.commandId,
        hash: command.commandHash,
        name: command.name,
        origin: command.origin,
        own: decision.kind === 'accepted' ? decision.own : 0,
      },
    };
    events.forEach((event, index) => this.push(event, stamp, index));
    return { outcome: decision.kind, refusal, events, first, decidedAt: now };
  }

  private eventsOf(
    command: LedgerCommand<State, Event, Context>,
    decision: Decision<Event>,
    now: Timestamp,
  ): readonly Event[] {
    if (decision.kind === 'accepted') return decision.events;
    if (!this.exists) return [];
    if (decision.kind === 'no-effect') {
      return [this.definition.hadNoEffect(decision.reason, command, this.policy)];
    }
    const refused = this.definition.refused(decision, {
      command,
      state: this.state,
      context: this.policy,
      now,
    });
    return refused ? [refused] : [];
  }

  /** All or nothing: an event that cannot be folded, or is too large, leaves the draft as it was. */
  private push(event: Event, stamp: Stamp, indexInCommand: number): void {
    const state = this.definition.evolve(this.state, event);
    const subject = this.definition.subjectOf(event);
    const stamped = stampEvent({
      events: this.definition.events,
      event,
      stream: this.stream,
      expected: this.base.revision,
      indexInAppend: this.appended.length,
      indexInCommand,
      subject,
      stamp,
    });
    this.bytes += bytesOf(stamped);
    this.appended.push(stamped);
    this.facts.push({ event, subject });
    this.state = state;
    this.at = stamp.at;
  }

  private mark(): DraftMark<State> {
    return { state: this.state, at: this.at, length: this.appended.length, bytes: this.bytes };
  }

  private rollBack(before: DraftMark<State>): void {
    this.state = before.state;
    this.at = before.at;
    this.appended.length = before.length;
    this.facts.length = before.length;
    this.bytes = before.bytes;
  }

  /** The stream as it stands once the whole draft is durable. */
  headAfter(position: StreamHead<State>['position']): StreamHead<State> {
    const revision = nextRevision(this.base.revision) + BigInt(this.appended.length) - 1n;
    return { state: this.state, revision, position, at: this.at };
  }
}

function bytesOf(event: NewEvent): number {
  const bytes = Buffer.byteLength(event.data) + Buffer.byteLength(event.metadata);
  if (bytes <= EVENT_BYTES_MAX) return bytes;
  throw tooLarge(bytes, `one event holds at most ${EVENT_BYTES_MAX}`);
}

function tooLarge(bytes: number, bound: string): LedgerFault {
  return new LedgerFault('command-too-large', `the command would record ${bytes} bytes; ${bound}`);
}
