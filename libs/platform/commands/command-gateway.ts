import { DomainEvent, Refusal, Timestamp } from '@ledgerline/kernel';
import {
  ClockOf,
  commandIdOf,
  Ledger,
  LedgerCommand,
  LedgerFault,
  streamName,
  together,
} from '@ledgerline/platform/ledger';
import { askedBefore, receivedAtOf, parametersOf, personalOf, requestOf, streamIdOf } from './asked';
import { answerOf, Telling } from './command-answer';
import { AnyResult, CommandAnswer, CommandCall, CommandSealer, PreparedCommand } from './command-call';
import { AnyCommandFamily, AnyCommandSlice, CommandRequest } from './command-slice';
import { DryCall, dryRun } from './dry-run';

/** What the gateway tells whoever measures it. */
export interface CommandObserver {
  /** `outcome` is that of the answer, or the code of the fault. */
  answered(answer: { command: string; outcome: string; reason: string | undefined; seconds: number }): void;
}

export interface GatewayOptions {
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Where owners may live in a time of their own; else nobody is asked. */
  readonly clockOf?: ClockOf | undefined;
  readonly observer: CommandObserver;
}

/** Of commands that happen all or not at all one was refused, and none happened. */
export interface NotTogether {
  readonly refusedPart: number;
  readonly answer: CommandAnswer;
}

type Origin = Readonly<Record<string, string>>;
/** By the owner of the stream that a command is for. */
type Origins = Map<string, Promise<Origin>>;

/** From a validated request to a durable decision and its answer: the same way for every command. */
export class CommandGateway {
  constructor(
    private readonly ledger: Ledger,
    private readonly sealer: CommandSealer,
    private readonly options: GatewayOptions,
  ) {}

  /** @throws LedgerFault when nothing was decided, or nobody knows yet */
  async execute(family: AnyCommandFamily, call: CommandCall): Promise<CommandAnswer> {
    return this.submit(await this.prepare(family, call));
  }

  /**
   * What the commands would be answered if they were asked now, in this order: decided by the same functions
   * over the streams as they stand, each seeing what those before it in its stream would leave behind.
   * Nothing is recorded, sealed or remembered.
   */
  dryRunAll(calls: readonly DryCall[]): Promise<readonly (CommandAnswer | Error)[]> {
    const { ledger, sealer, options } = this;
    return dryRun({ ledger, sealer, ...options }, calls);
  }

  /** The same for one command, whose own error it throws. */
  async dryRun(family: AnyCommandFamily, call: DryCall['call']): Promise<CommandAnswer> {
    const [answer] = await this.dryRunAll([{ family, call }]);
    if (answer instanceof Error) throw answer;
    return answer!;
  }

  /**
   * Everything that takes time before a decision, so that commands of a batch can then be submitted in order.
   */
  async prepare(family: AnyCommandFamily, call: CommandCall, origins?: Origins): Promise<PreparedCommand> {
    const { slice, body, params } = call;
    const streamId = streamIdOf(call);
    const owner = family.ownerOf(streamId, params);
    const personal = personalOf(slice, body);
    const sealed = personal ? await this.sealedOf(family, { slice, personal, owner }) : null;
    const known = origins?.get(owner);
    const from = known ?? this.originOf(family, call, owner);
    if (!known) origins?.set(owner, from);
    const request = requestOf(this.sealer, call, sealed);
    const origin = owner === streamId ? await from : { ...(await from), owner };
    const { ledger, sealer, options } = this;
    const receivedAt = await receivedAtOf(options, owner, call);
    const asked = await askedBefore({ ledger, sealer }, slice, request, { streamId, now: receivedAt });
    const command = this.commandOf(family, { call, request, streamId, origin, receivedAt, ...asked });
    return { family, slice, request, command };
  }

  /** The same for many of one caller, each with its own error; where from is sealed once for each owner. */
  prepareAll(
    calls: readonly { readonly family: AnyCommandFamily; readonly call: CommandCall }[],
  ): Promise<readonly (PreparedCommand | Error)[]> {
    const origins: Origins = new Map();
    return Promise.all(
      calls.map(({ family, call }) => {
        // Who opens a stream makes the key that others find: what they seal is not the same yet.
        const shared = family.opensStream(call.slice) ? undefined : origins;
        return this.prepare(family, call, shared).catch((error: Error) => error);
      }),
    );
  }

  /**
   * Puts the command into its stream's queue before it returns: commands submitted one after the other are
   * decided in that order.
   */
  async submit(prepared: PreparedCommand, telling: Telling = 'with-summary'): Promise<CommandAnswer> {
    const result = await this.decided(prepared, prepared.command);
    return answerOf(prepared, result, telling);
  }

  /**
   * Commands of one stream, all or none, in one append: each one's answer, or the refusal of one of them as
   * {@link NotTogether}.
   * @throws LedgerFault `command-too-large` for what no append holds; else as {@link execute}
   */
  async submitTogether(
    commands: readonly PreparedCommand[],
    telling: Telling,
  ): Promise<readonly CommandAnswer[] | NotTogether> {
    const result = await this.decided(commands[0]!, together(commands.map(({ command }) => command)));
    const { parts, refusedPart = 0 } = result;
    if (parts) return parts.map((part, index) => answerOf(commands[index]!, part, telling));
    return { refusedPart, answer: answerOf(commands[refusedPart]!, result, telling) };
  }

  private async decided(
    { family, slice }: PreparedCommand,
    command: PreparedCommand['command'],
  ): Promise<AnyResult> {
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
      return result;
    } catch (fault) {
      told(fault instanceof LedgerFault ? fault.code : 'internal');
      throw fault;
    }
  }

  private async sealedOf(
    family: AnyCommandFamily,
    { slice, personal, owner }: { slice: AnyCommandSlice; personal: object; owner: string },
  ): Promise<string | null> {
    const mayAddKey = family.opensStream(slice);
    if (!mayAddKey && !(await this.sealer.hasKey(owner))) return null;
    return this.sealer.seal(owner, JSON.stringify(personal));
  }

  private commandOf(
    family: AnyCommandFamily,
    given: {
      call: CommandCall;
      request: CommandRequest<object>;
      streamId: string;
      origin: Origin;
      receivedAt: Timestamp;
      gathered: unknown;
      refused: Refusal | undefined;
    },
  ): LedgerCommand<unknown, DomainEvent, unknown> {
    const { call, request, streamId, origin, receivedAt, gathered, refused } = given;
    const { slice, caller, idempotencyKey } = call;
    const command: unknown = slice.command(request, gathered);
    const stream = streamName(family.stream, streamId);
    const { subjects } = slice;
    return {
      name: slice.name,
      // Told where nothing comes of the command, and then only: most are accepted.
      get parameters() {
        return parametersOf(slice, call);
      },
      sealed: request.sealed,
      streamId,
      commandId: commandIdOf({ principal: caller.principal.name, stream, key: idempotencyKey }),
      commandHash: request.payloadHash,
      receivedAt,
      origin,
      subjects: subjects && ((state) => subjects(command, state)),
      decide: (state, context) => refused ?? slice.decide(command, state, context),
    };
  }

  /** Who and where from, as it stands in every event; address and user agent are personal. */
  private async originOf(
    family: AnyCommandFamily,
    { slice, caller }: CommandCall,
    owner: string,
  ): Promise<Origin> {
    const { principal, requestId, ip, userAgent } = caller;
    const origin = { actor: principal.name, role: principal.role, requestId };
    if (!family.opensStream(slice) && !(await this.sealer.hasKey(owner))) return origin;
    const from = JSON.stringify({ ip, userAgent: userAgent.slice(0, 256) });
    return { ...origin, caller: await this.sealer.sealCached(owner, from) };
  }
}
