import { DomainEvent } from '@ledgerline/kernel';
import { EventStore, ExpectedRevision } from '@ledgerline/platform/eventstore';
import { Draft } from './draft';
import { unreadable } from './faults';
import { LedgerCommand, StreamDefinition } from './stream-definition';
import { subjectKey } from './subject-key';

/**
 * The recorded history of the subjects that the commands of one append ask for: what the log holds of them,
 * read once, and after it what the draft says of them already.
 */
export class SubjectHistory<State, Event extends DomainEvent, Context> {
  private readonly logged = new Map<string, Promise<readonly Event[]>>();

  constructor(
    private readonly options: {
      store: EventStore;
      definition: StreamDefinition<State, Event, Context>;
      stream: string;
      /** What is decided is appended at this revision: history beyond it is of no use. */
      revision: ExpectedRevision;
    },
  ) {}

  /**
   * Asks the log at once for what commands in a queue want to know: one after the other each would wait for
   * an answer of its own. A failure is told to whoever wants that answer. Answers how many were looked at.
   */
  expect(
    queue: readonly { readonly command?: LedgerCommand<State, Event, Context> | undefined }[],
    state: State,
  ): number {
    for (const { command } of queue) {
      for (const subject of command?.subjects?.(state) ?? []) this.loggedOf(subject).catch(() => undefined);
    }
    return queue.length;
  }

  async of(
    subjects: readonly string[],
    draft: Draft<State, Event, Context>,
  ): Promise<ReadonlyMap<string, readonly Event[]>> {
    const history = new Map<string, readonly Event[]>();
    for (const subject of subjects) {
      history.set(subject, [...(await this.loggedOf(subject)), ...draft.about(subject)]);
    }
    return history;
  }

  private loggedOf(subject: string): Promise<readonly Event[]> {
    const known = this.logged.get(subject) ?? this.load(subject);
    this.logged.set(subject, known);
    return known;
  }

  private async load(subject: string): Promise<readonly Event[]> {
    const { store, stream, definition, revision } = this.options;
    const reading = store.readSubject(stream, subjectKey(subject), revision);
    const recorded = await reading.catch((cause: unknown) => {
      throw unreadable(cause);
    });
    return recorded.map((event) => definition.events.decode(event.type, event.data));
  }
}
