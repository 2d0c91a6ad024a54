import { Decision, DomainEvent, Refusal, Timestamp } from '@ledgerline/kernel';
import type { AnyCommandFamily, RegisteredCommand } from '@ledgerline/platform/commands';
import type { DecisionContext } from '@ledgerline/platform/ledger';
import type { ProjectedEvent } from '@ledgerline/platform/projections';

/**
 * "Do this when that happened", as data: per event type, what is to be done about it. The runner does the
 * rest, once for all: order, deterministic command ids, retries, waiting, what is poisoned, and the place in
 * the log.
 */
export interface Reaction {
  /** `do-this-when-that-happened`; part of the ids of its commands, so never renamed. */
  readonly name: string;
  /** What comes in order: two inputs of one key never overtake each other. Default the event's stream. */
  key?(event: ProjectedEvent): string;
  /** Pure: the same event always asks for the same. */
  readonly on: Readonly<Record<string, ((event: ProjectedEvent) => readonly Step[]) | undefined>>;
}

export type Step = ReactionCommand | Deed;

/** A command to a stream of ours. Its id follows from event, reaction and place: however often, once. */
export interface ReactionCommand {
  readonly kind: 'command';
  readonly family: AnyCommandFamily;
  readonly name: string;
  readonly streamId: string;
  /** Whose account it is about, where the stream has another id. */
  readonly owner?: string;
  /** What is told in refusals and in the audit; nothing personal in clear. */
  readonly parameters: Readonly<Record<string, unknown>>;
  subjects?(state: unknown): readonly string[];
  decide(state: unknown, context: DecisionContext<DomainEvent, unknown>): Decision<DomainEvent>;
  /** What follows from each refusal it can be answered. One that is not named here halts the reaction. */
  readonly refused: Readonly<Record<string, NextStep>>;
  /** What follows from what it recorded; default nothing. */
  recorded?(events: readonly DomainEvent[]): readonly Step[];
}

/** What becomes of an input whose command was refused: nothing is left without a word. */
export type NextStep =
  /** It has ended as it should; why, in a sentence. */
  | { readonly kind: 'ends'; readonly because: string }
  /** It cannot act yet: it waits, and what comes later of its key behind it. */
  | { readonly kind: 'waits'; readonly because: string }
  /** Something else is done instead. */
  | { readonly kind: 'does'; steps(refusal: Refusal): readonly Step[] };

/**
 * Something outside the log: a provider is asked or told. It may be done more than once, so it looks first
 * whether it is still wanted, and tells the provider a key that is the same each time.
 */
export interface Deed {
  readonly kind: 'deed';
  readonly name: string;
  /** Whose time it is told; default the owner of the event, who of what time causes is not known. */
  readonly owner?: string;
  /** Answers what follows; waits and tries again when it answers `not-yet`, or fails. */
  perform(context: DeedContext): Promise<readonly Step[] | NotYet>;
}

export interface NotYet {
  readonly notYet: string;
}

export interface DeedContext {
  readonly now: Timestamp;
  /** 1 for the first. */
  readonly attempt: number;
  /** Where the input stands in the log: a read model that has come here reflects it. */
  readonly position: string;
  readonly signal: AbortSignal;
}

/**
 * A command of a slice, as a reaction sends it. The table of refusals is checked against the slice's own
 * list, so that a refusal which the slice learns later is not forgotten here.
 * @throws Error where a refusal of the slice has no next step
 */
export function commandOf<Command>(
  { family, slice }: RegisteredCommand,
  given: Pick<ReactionCommand, 'streamId' | 'owner' | 'parameters' | 'refused' | 'recorded'> & {
    readonly command: Command;
  },
): ReactionCommand {
  const { command, ...rest } = given;
  const forgotten = slice.route.refusals.filter((code) => !Object.hasOwn(given.refused, code));
  if (forgotten.length > 0) {
    throw new Error(
      `a reaction sends ${slice.name} and forgets that it may be refused ${forgotten.join(', ')}`,
    );
  }
  const { subjects } = slice;
  return {
    ...rest,
    kind: 'command',
    family,
    name: slice.name,
    ...(subjects && { subjects: (state: unknown) => subjects(command, state) }),
    decide: (state, context) => slice.decide(command, state, context),
  };
}

/** Every refusal of a slice that has the same next step; for spreading into a table. */
export function allOf(codes: readonly string[], next: NextStep): Readonly<Record<string, NextStep>> {
  return Object.fromEntries(codes.map((code) => [code, next]));
}

export function ends(because: string): NextStep {
  return { kind: 'ends', because };
}

export function waits(because: string): NextStep {
  return { kind: 'waits', because };
}

export function does(steps: (refusal: Refusal) => readonly Step[]): NextStep {
  return { kind: 'does', steps };
}
