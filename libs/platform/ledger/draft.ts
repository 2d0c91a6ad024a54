import { Decision, DomainEvent, latest, Refusal, Timestamp } from '@ledgerline/kernel';
import { EVENT_BYTES_MAX, NewEvent } from '@ledgerline/platform/eventstore';
import { LedgerFault } from './ledger-result';
import { Stamp, stampEvent } from './stamp';
import { LedgerCommand, StreamDefinition } from './stream-definition';
import { nextRevision, StreamHead } from './stream-head';

/** What one command came to inside a draft: its events stand at `first … first + events.length - 1` of the append. */
export interface DraftedDecision<Event extends DomainEvent> {
  readonly outcome: 'accepted' | 'refused' | 'no-effect';
  readonly refusal?: Refusal;
  readonly events: readonly Event[];
  readonly first: number;
  readonly decidedAt: Timestamp;
}

/** So many things that time caused go into one append; when more is due, they are appended before any decision. */
export const SETTLED_PER_APPEND_MAX = 256;

/**
 * The decisions of one append in the making: commands are decided in order, each on the state its predecessors
 * leave behind, with what time caused recorded first. Pure bookkeeping; nothing is true before it is appended.
 */
export class Draft<State, Event extends DomainEvent, Context> {
  readonly appended: NewEvent[] = [];
  bytes = 0;
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

  get lastAt(): Timestamp {
    return this.at;
  }

  /** Whether the stream exists once this draft is appended. */
  get exists(): boolean {
    return this.base.revision !== 'no-stream' || this.appended.length > 0;
  }

  /**
   * Decides one command; `undefined` when so much is due by time alone that it has to be appended first. A decide
   * that throws leaves the draft as it was before the command.
   */
  decide(
    command: LedgerCommand<State, Event, Context>,
    history: ReadonlyMap<string, readonly Event[]>,
  ): DraftedDecision<Event> | undefined {
    const before = { state: this.state, at: this.at, length: this.appended.length, bytes: this.bytes };
    try {
      const { now, settled } = this.settle(command.receivedAt, 'decision');
      if (!settled) return undefined;
      const context = { now, policy: this.policy, newId: command.commandId, history };
      return this.record(command, command.decide(this.state, context), now);
    } catch (error) {
      this.state = before.state;
      this.at = before.at;
      this.appended.length = before.length;
      this.bytes = before.bytes;
      throw error;
    }
  }

  /** Records what time alone has caused by `receivedAt`; time never runs backwards within a stream. */
  settle(receivedAt: Timestamp, before: 'decision' | 'sweep'): { now: Timestamp; settled: boolean } {
    const now = latest(receivedAt, this.at);
    if (!this.exists) return { now, settled: true };
    const room = SETTLED_PER_APPEND_MAX - this.appended.length;
    const due = this.definition.settle(this.state, now, { context: this.policy, before });
    const fits = due.length <= room || this.appended.length === 0;
    if (fits) for (const event of due.slice(0, SETTLED_PER_APPEND_MAX)) this.push(event, { at: now }, 0);
    return { now, settled: due.length <= room };
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

  private push(event: Event, stamp: Stamp, indexInCommand: number): void {
    this.state = this.definition.evolve(this.state, event);
    this.at = stamp.at;
    const stamped = stampEvent({
      events: this.definition.events,
      event,
      stream: this.stream,
      expected: this.base.revision,
      indexInAppend: this.appended.length,
      indexInCommand,
      subject: this.definition.subjectOf(event),
      stamp,
    });
    this.appended.push(stamped);
    this.bytes += bytesOf(stamped);
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
  const message = `the command would record ${bytes} bytes; one event holds at most ${EVENT_BYTES_MAX}`;
  throw new LedgerFault('command-too-large', message);
}
