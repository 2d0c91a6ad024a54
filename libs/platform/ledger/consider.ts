import { Decision, DomainEvent, latest, Timestamp } from '@ledgerline/kernel';
import { Position } from '@ledgerline/platform/eventstore';
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

/** The same decision over the stream as it stands in the log, settled in thought; the log is only read. */
export async function consider<State, Event extends DomainEvent, Context>(
  ledger: Pick<Ledger, 'read' | 'store'>,
  definition: StreamDefinition<State, Event, Context>,
  command: Pick<LedgerCommand<State, Event, Context>, 'streamId' | 'receivedAt' | 'subjects' | 'decide'>,
): Promise<Considered<State, Event>> {
  const { state, position, at, revision } = await ledger.read(definition, command.streamId);
  const context = await definition.contextFor(state);
  const now = latest(command.receivedAt, at);
  const exists = revision !== 'no-stream';
  const caused = exists ? definition.settle(state, now, { context, before: 'decision' }) : [];
  const settled = caused.reduce((before, event) => definition.evolve(before, event), state);
  const history = new Map<string, readonly Event[]>();
  for (const subject of command.subjects?.(settled) ?? []) {
    const stream = streamName(definition, command.streamId);
    const recorded = await ledger.store.readSubject(stream, subjectKey(subject), revision);
    const decoded = recorded.map((event) => definition.events.decode(event.type, event.data));
    const told = caused.filter((event) => definition.subjectOf(event) === subject);
    history.set(subject, [...decoded, ...told]);
  }
  const decision = command.decide(settled, { now, policy: context, newId: 'dry-run', history });
  const events = decision.kind === 'accepted' ? decision.events : [];
  const after = events.reduce((before, event) => definition.evolve(before, event), settled);
  return { decision, state: after, now, position };
}
