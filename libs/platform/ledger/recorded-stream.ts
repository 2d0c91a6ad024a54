import {
  defineEvent,
  DomainEvent,
  EventDefinition,
  eventRegistry,
  EventRegistry,
  Refusal,
} from '@ledgerline/kernel';
import { StreamDefinition } from './stream-definition';

/** What a stream records beside its own facts: that a command was refused, or changed nothing. */
export type OutcomeEvent<Name extends string> =
  | DomainEvent<
      `${Name}CommandRefused`,
      {
        command: string;
        reason: string;
        figures: Refusal['figures'];
        parameters: Readonly<Record<string, unknown>>;
        sealed: string | null;
      }
    >
  | DomainEvent<
      `${Name}CommandHadNoEffect`,
      { command: string; reason: string; parameters: Readonly<Record<string, unknown>> }
    >;

/** How each event type changes the state: total, so that a forgotten one does not compile. */
export type Evolvers<State, Event extends DomainEvent> = {
  readonly [T in Event['type']]: (state: State, data: Extract<Event, { type: T }>['data']) => State;
};

export interface RecordedStreamParts<Name extends string, State, Event extends DomainEvent, Context> {
  /** In capitals, as event types begin: `Order`. */
  readonly name: Name;
  /** As stream names and stored types begin: `order`; no dash. */
  readonly category: string;
  readonly events: { readonly [T in Event['type']]: EventDefinition };
  initial(): State;
  readonly evolve: Evolvers<State, Event>;
  /** What time alone causes; absent where it causes nothing. */
  readonly settle?: StreamDefinition<State, Event, Context>['settle'];
  readonly subjectOf?: StreamDefinition<State, Event, Context>['subjectOf'];
  readonly snapshot?: StreamDefinition<State, Event, Context>['snapshot'];
  readonly contextFor: StreamDefinition<State, Event, Context>['contextFor'];
}

/**
 * A kind of stream that records every outcome alike: `<Name>CommandRefused` and `<Name>CommandHadNoEffect`
 * stand beside its own facts and change no state. Deciders speak of `Event` alone.
 */
export function recordedStream<Name extends string, State, Event extends DomainEvent, Context>(
  parts: RecordedStreamParts<Name, State, Event, Context>,
): StreamDefinition<State, Event, Context> & { readonly events: EventRegistry<Event> } {
  const { name, category, events, initial, evolve, settle, subjectOf, snapshot, contextFor } = parts;
  const [refusedType, noEffectType] = [`${name}CommandRefused`, `${name}CommandHadNoEffect`];
  const registered = { ...events, ...outcomeDefinitions(name, category) } as Record<string, EventDefinition>;
  const evolvers = evolve as Readonly<Record<string, ((state: State, data: never) => State) | undefined>>;
  const isOutcome = ({ type }: DomainEvent): boolean => type === refusedType || type === noEffectType;
  return {
    category,
    events: eventRegistry(registered) as unknown as EventRegistry<Event>,
    initial,
    evolve: (state, event) => (isOutcome(event) ? state : evolvers[event.type]!(state, event.data as never)),
    settle: settle ?? (() => []),
    refused: ({ reason, figures }, { command }) => {
      const { name: asked, parameters, sealed } = command;
      const data = { command: asked, reason, figures, parameters, sealed };
      return { type: refusedType, data } as unknown as Event;
    },
    hadNoEffect: (reason, { name: asked, parameters }) =>
      ({ type: noEffectType, data: { command: asked, reason, parameters } }) as unknown as Event,
    outcomeOf: ({ type, data }) => {
      if (type === noEffectType) return { outcome: 'no-effect' };
      if (type !== refusedType) return { outcome: 'accepted' };
      const { reason, figures } = data as Refusal;
      return { outcome: 'refused', refusal: { kind: 'refused', reason, figures } };
    },
    subjectOf: (event) => (isOutcome(event) ? undefined : subjectOf?.(event)),
    contextFor,
    ...(snapshot && { snapshot }),
  };
}

function outcomeDefinitions(name: string, category: string): Record<string, EventDefinition> {
  const stored = (what: string) => `ledgerline.${kebab(category)}.${what}.v1`;
  return Object.fromEntries(
    [
      defineEvent<DomainEvent<string, object>>(`${name}CommandRefused`, stored('command-refused'), {}),
      defineEvent<DomainEvent<string, object>>(
        `${name}CommandHadNoEffect`,
        stored('command-had-no-effect'),
        {},
      ),
    ].map((definition) => [definition.type, definition]),
  );
}

function kebab(category: string): string {
  return category.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
