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
export async function replay<State, Event extends DomainEvent, Context>(
  options: Replaying<State, Event, Context>,
): Promise<LedgerResult<State, Event> | undefined> {
  return options.command.parts ? replayTogether(options, options.command.parts) : replayOne(options);
}

interface Replaying<State, Event extends DomainEvent, Context> {
  readonly store: EventStore;
  readonly definition: StreamDefinition<State, Event, Context>;
  readonly command: LedgerCommand<State, Event, Context>;
  readonly head: StreamHead<State>;
}

/** All of them were recorded, or the refusal of one; any other part of them was recorded by other means. */
async function replayTogether<State, Event extends DomainEvent, Context>(
  options: Replaying<State, Event, Context>,
  commands: readonly LedgerCommand<State, Event, Context>[],
): Promise<LedgerResult<State, Event> | undefined> {
  const found = await Promise.all(commands.map((command) => replayOne({ ...options, command })));
  const refusedPart = found.findIndex((result) => result?.outcome === 'refused');
  if (refusedPart >= 0) return { ...found[refusedPart]!, refusedPart };
  const parts = found.filter((result) => result !== undefined);
  const last = parts.at(-1);
  if (last && parts.length < commands.length) throw keyReused();
  return last && { ...last, outcome: 'accepted', events: parts.flatMap(({ events }) => events), parts };
}

async function replayOne<State, Event extends DomainEvent, Context>(
  options: Replaying<State, Event, Context>,
): Promise<LedgerResult<State, Event> | undefined> {
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
