import { DomainEvent } from '@ledgerline/kernel';
import { EventStore } from '@ledgerline/platform/eventstore';
import { keyReused } from './faults';
import { LedgerResult } from './ledger-result';
import { LedgerCommand, StreamDefinition, streamName } from './stream-definition';
import { metadataOf, StreamHead } from './stream-head';

/**
 * The recorded facts of a command again, from the log itself; undefined when the log does not hold it.
 * @throws LedgerFault `idempotency-key-reused` when the key was first used with another body
 */
export async function replay<State, Event extends DomainEvent, Context>(options: {
  store: EventStore;
  definition: StreamDefinition<State, Event, Context>;
  command: LedgerCommand<State, Event, Context>;
  head: StreamHead<State>;
}): Promise<LedgerResult<State, Event> | undefined> {
  const { store, definition, command, head } = options;
  const recorded = await store.readCommand(streamName(definition, command.streamId), command.commandId);
  const last = recorded.at(-1);
  if (!last) return undefined;
  const metadata = metadataOf(last);
  if (metadata.commandHash !== command.commandHash) throw keyReused();
  const events = recorded.map((event) => definition.events.decode(event.type, event.data));
  const told = definition.outcomeOf(events[0]!);
  return {
    outcome: told.outcome,
    refusal: told.outcome === 'refused' ? told.refusal : undefined,
    events,
    position: last.position,
    decidedAt: metadata.at!,
    replayed: true,
    current: { state: head.state, position: head.position, at: head.at },
  };
}
