import canonicalize from 'canonicalize';
import { DomainEvent, latest, Timestamp, timestamp } from '@ledgerline/kernel';
import {
  commandIdOf,
  consider,
  DecisionContext,
  Ledger,
  LedgerCommand,
  LedgerFault,
  LedgerResult,
  streamName,
} from '@ledgerline/platform/ledger';
import { AnyCommandFamily, AnyCommandSlice, CommandRequest, RouteParams } from './command-slice';

/** Who sent a command and from where; taken from the connection, never from the body. */
export interface Caller {
  readonly principal: { readonly name: string; readonly role: string };
  readonly requestId: string;
  readonly ip: string;
  readonly userAgent: string;
}

export interface CommandCall {
  readonly slice: AnyCommandSlice;
  readonly params: RouteParams;
  /** Validated against `slice.body`. */
  readonly body: object;
  readonly idempotencyKey: string;
  readonly caller: Caller;
}

type AnyResult = LedgerResult<unknown, DomainEvent>;

/** What came of a call: facts to tell, or the refusal to explain. */
export interface CommandAnswer {
  readonly outcome: AnyResult['outcome'];
  readonly refusal: AnyResult['refusal'];
  readonly status: number;
  readonly replayed: boolean;
  readonly position: string | null;
  /** The whole body of a 2xx answer; for a refusal, what is told beside it. */
  readonly body: Readonly<Record<string, unknown>>;
}

/** The part of the sealer that commands need. */
export interface CommandSealer {
  keyedHash(text: string): string;
  /** Seals for the owner of a stream; makes the owner's key where there is none yet. */
  seal(ownerId: string, plaintext: string): Promise<string>;
  /** The same for small texts that repeat: one sealed text may serve again. */
  sealCached(ownerId: string, plaintext: string): Promise<string>;
  /** Whether the owner has a key; without one there is no stream, and nothing to seal for. */
  hasKey(ownerId: string): Promise<boolean>;
}

/** What the gateway tells whoever measures it. */
export interface CommandObserver {
  /** `outcome` is that of the answer, or the code of the fault. */
  answered(answer: { command: string; outcome: string; reason: string | undefined; seconds: number }): void;
}

/** A command ready to be decided: sealed, hashed and named; submitting it is one synchronous step. */
export interface PreparedCommand {
  readonly family: AnyCommandFamily;
  readonly slice: AnyCommandSlice;
  readonly request: CommandRequest<object>;
  readonly command: LedgerCommand<unknown, DomainEvent, unknown>;
}

/** From a validated request to a durable decision and its answer: the same way for every command. */
export class CommandGateway {
  constructor(
    private readonly ledger: Ledger,
    private readonly sealer: CommandSealer,
    private readonly options: { readonly now: () => number; readonly observer: CommandObserver },
  ) {}

  /** @throws LedgerFault when nothing was decided, or nobody knows yet */
  async execute(family: AnyCommandFamily, call: CommandCall): Promise<CommandAnswer> {
    return this.submit(await this.prepare(family, call));
  }

  /**
   * What the command would be answered if it were asked now: decided by the same function over the stream as
   * it stands, and nothing is recorded, sealed or remembered.
   */
  async dryRun(family: AnyCommandFamily, call: Omit<CommandCall, 'idempotencyKey'>): Promise<CommandAnswer> {
    const { slice, body, params, caller } = call;
    const payloadHash = this.sealer.keyedHash(canonicalize([slice.name, params, body])!);
    const request = { body, params, principal: caller.principal.name, payloadHash, sealed: null };
    const command: unknown = slice.command(request);
    const { subjects } = slice;
    const { decision, state, now, position } = await consider(this.ledger, family.stream, {
      streamId: slice.streamId({ body, params }),
      receivedAt: timestamp(this.options.now()),
      subjects: subjects && ((current: unknown) => subjects(command, current)),
      decide: (current: unknown, context: DecisionContext<DomainEvent, unknown>) =>
        slice.decide(command, current, context),
    });
    const refusal = decision.kind === 'refused' ? decision : undefined;
    const events = decision.kind === 'accepted' ? decision.events : [];
    const context: unknown = await family.stream.contextFor(state);
    const summary = family.summary(state, context, now);
    const told = {
      dryRun: true,
      outcome: decision.kind,
      decidedAt: now,
      ...(refusal ? {} : slice.facts(events, request)),
      ...(summary && { [family.summaryName]: { ...summary, position: position ?? null } }),
    };
    const outcome = decision.kind;
    return { outcome, refusal, status: 200, replayed: false, position: position ?? null, body: told };
  }

  /**
   * Everything that takes time before a decision, so that commands of a batch can then be submitted in order.
   */
  async prepare(family: AnyCommandFamily, call: CommandCall): Promise<PreparedCommand> {
    const { slice, body, params } = call;
    const streamId: string = slice.streamId({ body, params });
    const owner = family.ownerOf(streamId);
    const request = await this.requestOf(family, call, owner);
    const command = await this.commandOf(family, { call, request, streamId, owner });
    return { family, slice, request, command };
  }

  /**
   * Puts the command into its stream's queue before it returns: commands submitted one after the other are
   * decided in that order.
   */
  async submit({ family, slice, request, command }: PreparedCommand): Promise<CommandAnswer> {
    const startedAt = performance.now();
    const told = (outcome: string, reason?: string) =>
      this.options.observer.answered({
        command: slice.name,
        outcome,
        reason,
        seconds: (performance.now() - startedAt) / 1000,
      });
    try {
      const result: AnyResult = await this.ledger.execute(family.stream, command);
      told(result.outcome, result.refusal?.reason);
      if (result.outcome === 'accepted') await family.afterwards?.();
      const { commandId, receivedAt } = command;
      return answerOf(family, { slice, request, result, commandId, now: receivedAt });
    } catch (fault) {
      told(fault instanceof LedgerFault ? fault.code : 'internal');
      throw fault;
    }
  }

  private async requestOf(
    family: AnyCommandFamily,
    { slice, body, params, caller }: CommandCall,
    owner: string,
  ): Promise<CommandRequest<object>> {
    const payloadHash = this.sealer.keyedHash(canonicalize([slice.name, params, body])!);
    const personal = personalOf(slice, body);
    const mayAddKey = family.opensStream(slice);
    const sealed = personal && (mayAddKey || (await this.sealer.hasKey(owner)));
    return {
      body,
      params,
      principal: caller.principal.name,
      payloadHash,
      sealed: sealed ? await this.sealer.seal(owner, JSON.stringify(personal)) : null,
    };
  }

  private async commandOf(
    family: AnyCommandFamily,
    given: { call: CommandCall; request: CommandRequest<object>; streamId: string; owner: string },
  ): Promise<LedgerCommand<unknown, DomainEvent, unknown>> {
    const { call, request, streamId, owner } = given;
    const { slice, caller, idempotencyKey } = call;
    const command: unknown = slice.command(request);
    const stream = streamName(family.stream, streamId);
    const { subjects } = slice;
    return {
      name: slice.name,
      parameters: parametersOf(slice, call),
      sealed: request.sealed,
      streamId,
      commandId: commandIdOf({ principal: caller.principal.name, stream, key: idempotencyKey }),
      commandHash: request.payloadHash,
      receivedAt: timestamp(this.options.now()),
      origin: await this.originOf(family, call, owner),
      subjects: subjects && ((state) => subjects(command, state)),
      decide: (state, context) => slice.decide(command, state, context),
    };
  }

  /** Who and where from, as it stands in every event; address and user agent are personal. */
  private async originOf(
    family: AnyCommandFamily,
    { slice, caller }: CommandCall,
    owner: string,
  ): Promise<Readonly<Record<string, string>>> {
    const { principal, requestId, ip, userAgent } = caller;
    const origin = { actor: principal.name, role: principal.role, requestId };
    if (!family.opensStream(slice) && !(await this.sealer.hasKey(owner))) return origin;
    const from = JSON.stringify({ ip, userAgent: userAgent.slice(0, 256) });
    return { ...origin, caller: await this.sealer.sealCached(owner, from) };
  }
}

function personalOf(slice: AnyCommandSlice, body: object): Record<string, unknown> | undefined {
  const given = (slice.personal ?? []).flatMap((field) => {
    const value = (body as Record<string, unknown>)[field];
    return value === undefined || value === null ? [] : [[field, value] as const];
  });
  return given.length > 0 ? Object.fromEntries(given) : undefined;
}

/** What was asked, without what is personal: the audit's input. */
function parametersOf(slice: AnyCommandSlice, { body, params }: CommandCall): Record<string, unknown> {
  const personal = new Set<string>(slice.personal ?? []);
  const clear = Object.entries(body).filter(([field, value]) => value !== undefined && !personal.has(field));
  return { ...params, ...Object.fromEntries(clear) };
}

function answerOf(
  family: AnyCommandFamily,
  given: {
    slice: AnyCommandSlice;
    request: CommandRequest<object>;
    result: AnyResult;
    commandId: string;
    now: Timestamp;
  },
): CommandAnswer {
  const { slice, request, result, commandId, now } = given;
  const { outcome, refusal, replayed, decidedAt, events, current } = result;
  const context: unknown = family.stream.contextFor(current.state);
  const at = latest(now, current.at);
  const summary = context instanceof Promise ? undefined : family.summary(current.state, context, at);
  const position = result.position ?? null;
  const told = {
    outcome,
    position,
    commandId,
    decidedAt,
    ...(outcome === 'refused' ? {} : slice.facts(events, request)),
    ...(summary && { [family.summaryName]: { ...summary, position: current.position ?? null } }),
  };
  const status = outcome === 'accepted' ? (slice.route.acceptedStatus ?? 200) : 200;
  return { outcome, refusal, status, replayed, position, body: told };
}
