import { DomainEvent } from '@ledgerline/kernel';
import { EventStore } from '@ledgerline/platform/eventstore';
import { Draft } from './draft';
import { unreadable } from './faults';
import { LedgerCommand, StreamDefinition } from './stream-definition';
import { subjectKey } from './subject-key';

/**
 * The recorded history of the subjects that the commands of one append ask for: what the log holds of them,
 * read once, and after it what the draft says of them already.
 */
export class SubjectHistory<State, Event extends DomainEvent, Context> {
  private readonly logged = new Map<string, readonly Event[]>();

  constructor(
    private readonly options: {
      store: EventStore;
      definition: StreamDefinition<State, Event, Context>;
      stream: string;
    },
  ) {}

  async of(
    command: LedgerCommand<State, Event, Context>,
    draft: Draft<State, Event, Context>,
  ): Promise<ReadonlyMap<string, readonly Event[]>> {
    const history = new Map<string, readonly Event[]>();
    for (const subject of command.subjects?.(draft.current) ?? []) {
      const logged = this.logged.get(subject) ?? (await this.load(subject));
      history.set(subject, [...logged, ...draft.about(subject)]);
    }
    return history;
  }

  private async load(subject: string): Promise<readonly Event[]> {
    const { store, stream, definition } = this.options;
    const recorded = await store.readSubject(stream, subjectKey(subject)).catch((cause: unknown) => {
      throw unreadable(cause);
    });
    const events = recorded.map((event) => definition.events.decode(event.type, event.data));
    this.logged.set(subject, events);
    return events;
  }
}
