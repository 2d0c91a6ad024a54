import { Decision, DomainEvent, latest, Timestamp } from '@ledgerline/kernel';
import { ExpectedRevision, Position } from '@ledgerline/platform/eventstore';
import type { Ledger } from './ledger';
import { LedgerCommand, StreamDefinition, streamName } from './stream-definition';
import { subjectKey } from './subject-key';

/** What a command would come to if it were asked now. Nothing of it is recorded. */
export interface Considered<State, Event extends DomainEvent> {
  readonly decision: Decision<Event>;
  /** The stream with what time has caused and what the command would record. */
  readonly state: State;
  readonly now: Timestamp;
  /** Where the log stood. */
  readonly position: Position | undefined;
}

/** A command that is only asked about. */
export type Asking<State, Event extends DomainEvent, Context> = Pick<
  LedgerCommand<State, Event, Context>,
  'receivedAt' | 'subjects' | 'decide'
>;

/** The stream in thought: as the log has it, with what was considered before. */
interface Thought<State, Event extends DomainEvent> {
  readonly state: State;
  readonly at: Timestamp;
  readonly exists: boolean;
  /** What the log does not hold. */
  readonly told: readonly Event[];
}

/**
 * The same decisions over the stream as it stands in the log, settled in thought; the log is only read. Each
 * sees what those before it would leave behind.
 */
export async function considerAll<State, Event extends DomainEvent, Context>(
  ledger: Pick<Ledger, 'read' | 'store'>,
  definition: StreamDefinition<State, Event, Context>,
  { streamId, commands }: { streamId: string; commands: readonly Asking<State, Event, Context>[] },
): Promise<readonly Considered<State, Event>[]> {
  const { state, position, at, revision } = await ledger.read(definition, streamId);
  const policy = await definition.contextFor(state);
  const stream = streamName(definition, streamId);
  const considered: Considered<State, Event>[] = [];
  let thought: Thought<State, Event> = { state, at, exists: revision !== 'no-stream', told: [] };
  for (const command of commands) {
    const now = latest(command.receivedAt, thought.at);
    const settled = thought.exists
      ? after(
          definition,
          thought,
          definition.settle(thought.state, now, { context: policy, before: 'decision' }),
        )
      : thought;
    const history = await historyOf({ store: ledger.store, stream, revision }, definition, settled, command);
    const decision = command.decide(settled.state, { now, policy, newId: 'dry-run', history });
    const events = decision.kind === 'accepted' ? decision.events : [];
    thought = { ...after(definition, settled, events), at: now };
    considered.push({ decision, state: thought.state, now, position });
  }
  return considered;
}

function after<State, Event extends DomainEvent>(
  { evolve }: { evolve(state: State, event: Event): State },
  thought: Thought<State, Event>,
  events: readonly Event[],
): Thought<State, Event> {
  const state = events.reduce((before, event) => evolve(before, event), thought.state);
  const exists = thought.exists || events.length > 0;
  return { ...thought, state, exists, told: [...thought.told, ...events] };
}

async function historyOf<State, Event extends DomainEvent, Context>(
  log: { store: Ledger['store']; stream: string; revision: ExpectedRevision },
  definition: StreamDefinition<State, Event, Context>,
  { state, told }: Thought<State, Event>,
  command: Asking<State, Event, Context>,
): Promise<ReadonlyMap<string, readonly Event[]>> {
  const history = new Map<string, readonly Event[]>();
  for (const subject of command.subjects?.(state) ?? []) {
    const recorded = await log.store.readSubject(log.stream, subjectKey(subject), log.revision);
    const decoded = recorded.map((event) => definition.events.decode(event.type, event.data));
    history.set(subject, [...decoded, ...told.filter((event) => definition.subjectOf(event) === subject)]);
  }
  return history;
}
