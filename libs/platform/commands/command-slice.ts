import { Decision, DomainEvent, Refusal, Timestamp } from '@ledgerline/kernel';
import type { Role } from '@ledgerline/platform/config';
import type { DecisionContext, Ledger, StreamDefinition } from '@ledgerline/platform/ledger';

/* eslint-disable @typescript-eslint/no-explicit-any -- a registry holds slices of many shapes */
export type AnyCommandSlice = CommandSlice<any, any, any, any, any>;
export type AnyCommandFamily = CommandFamily<any, any, any>;
/* eslint-enable */

/** A command and the streams it is for: what a context registers. */
export interface RegisteredCommand {
  readonly family: AnyCommandFamily;
  readonly slice: AnyCommandSlice;
}

/**
 * One command, whole: how it is asked for over HTTP, how it is decided, and how its recorded facts are told.
 * A command is one folder with such a slice and one line in its context's registry; route, batch entry,
 * OpenAPI and audit follow from it.
 */
export interface CommandSlice<Body extends object, Command, State, Event extends DomainEvent, Context> {
  /** Imperative, e.g. `GrantCredits`: its name in batches, audit and metrics. */
  readonly name: string;
  readonly route: CommandRoute;
  readonly body: new () => Body;
  /** Top-level body fields that are personal: sealed together, never in clear in the log. */
  readonly personal?: readonly (keyof Body & string)[];
  /** The id of the stream that decides, usually a path parameter. */
  streamId(request: StreamAsked<Body>): string;
  /** The clock by which the stream's owner will live, where this very command brings it into being. */
  comingBy?(body: Body): string | undefined;
  /**
   * What must hold outside the stream before it decides: a claim made first, another stream's word. Its
   * refusal is decided and recorded as the stream's own are.
   */
  before?(request: CommandRequest<Body>, asking: Asking): Promise<Refusal | undefined>;
  /**
   * What the command must know from outside the stream (a price list, another stream's word), read once
   * before it is decided; `command` is given it.
   */
  gather?(request: CommandRequest<Body>, asking: Asking): Promise<unknown>;
  command(request: CommandRequest<Body>, gathered?: unknown): Command;
  /** Subjects whose recorded history the decision needs. */
  subjects?(command: Command, state: State): readonly string[];
  decide(command: Command, state: State, context: DecisionContext<Event, Context>): Decision<Event>;
  /** What the caller hears of the recorded facts; the same for the first answer and for every repetition. */
  facts(events: readonly Event[], request: CommandRequest<Body>): Readonly<Record<string, unknown>>;
}

export interface CommandRoute {
  /** Path with parameters, e.g. `/v1/accounts/:accountId/grants`; always POST. */
  readonly path: string;
  /** Group in the documentation. */
  readonly tag: string;
  readonly summary: string;
  /** `admin` is always included. */
  readonly roles: readonly Role[];
  /** Status of an accepted command; 200 unless something was made. */
  readonly acceptedStatus?: 200 | 201;
  /** Codes of the refusals it can answer, for the documentation. */
  readonly refusals: readonly string[];
  readonly examples: { readonly body: object; readonly facts: object };
}

export type RouteParams = Readonly<Record<string, string>>;

/** What names the stream of a command. */
export interface StreamAsked<Body> {
  readonly body: Body;
  readonly params: RouteParams;
  /** The same for the same caller, command and key: the id of a thing that the command makes. */
  readonly newId: string;
}

/** What a precondition may ask, and claim. */
export interface Asking {
  readonly ledger: Ledger;
  readonly streamId: string;
  readonly now: Timestamp;
  /** A keyed hash: what is equal can be found without being told. */
  keyedHash(text: string): string;
  /** Nothing may be recorded. */
  readonly dryRun: boolean;
}

export interface CommandRequest<Body> {
  readonly body: Body;
  readonly params: RouteParams;
  readonly principal: string;
  /** That of its key; empty where nobody asks, as in a replay. */
  readonly role: string;
  /** Keyed hash of command, parameters and body. */
  readonly payloadHash: string;
  /** The personal fields as one sealed text; null when none were given. */
  readonly sealed: string | null;
}

/** What all commands on one kind of stream have in common. */
export interface CommandFamily<State, Event extends DomainEvent, Context> {
  readonly stream: StreamDefinition<State, Event, Context>;
  /** Told beside the facts in every answer, under its name (`account`). */
  readonly summaryName: string;
  summary(state: State, context: Context, now: Timestamp): object | undefined;
  /**
   * The party under whose data key personal fields of this stream are sealed; told in the metadata of its
   * events where the stream has another id.
   */
  ownerOf(streamId: string, params: RouteParams): string;
  /** Whether a command makes the data key of its stream's owner; every other finds it made. */
  opensStream(slice: { readonly name: string }): boolean;
  /** After a command was recorded, before it is answered: for caches that must not lag behind the caller. */
  afterwards?(): Promise<void>;
}
