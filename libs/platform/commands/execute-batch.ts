import { CommandHandler, ICommandHandler } from '@nestjs/cqrs';
import { isDeepStrictEqual } from 'node:util';
import { Problem } from '@ledgerline/platform/http';
import { APPEND_BYTES_MAX } from '@ledgerline/platform/eventstore';
import { LedgerFault } from '@ledgerline/platform/ledger';
import { streamIdOf } from './asked';
import { Telling } from './command-answer';
import { CommandAnswer, PreparedCommand } from './command-call';
import { CommandGateway } from './command-gateway';
import { ExecuteCommand } from './execute-command';

/** How the commands of a batch are executed. */
export interface BatchTerms {
  /** `each`: whatever becomes of the others; `together`: all or none; `dry-run`: nothing is recorded. */
  readonly how: 'each' | 'together' | 'dry-run';
  readonly telling: Telling;
}

/** Several commands, decided in their order wherever they meet in one stream. */
export class ExecuteBatch {
  constructor(
    readonly items: readonly (ExecuteCommand | Error)[],
    readonly terms: BatchTerms,
  ) {}
}

type Answer = CommandAnswer | Error;

@CommandHandler(ExecuteBatch)
export class ExecuteBatchHandler implements ICommandHandler<ExecuteBatch, Answer[]> {
  constructor(private readonly gateway: CommandGateway) {}

  /** A result per item in their order; a key that comes twice is one command, whose answer both hear. */
  async execute({ items, terms }: ExecuteBatch): Promise<Answer[]> {
    const asked = onceEach(items);
    const commands = asked.flatMap((one) => (one instanceof ExecuteCommand ? [one] : []));
    const answers = await this.answersOf(commands, terms);
    const told = new Map(commands.map((command, index) => [command, answers[index]!]));
    return asked.map((one) => {
      if (one instanceof Error) return one;
      return one instanceof ExecuteCommand ? told.get(one)! : again(told.get(one.first)!);
    });
  }

  private answersOf(commands: readonly ExecuteCommand[], terms: BatchTerms): Promise<readonly Answer[]> {
    if (terms.how === 'dry-run') return this.gateway.dryRunAll(commands);
    return terms.how === 'together' ? this.together(commands, terms) : this.each(commands, terms);
  }

  /**
   * All are prepared first, then submitted in one turn: their order in the queues is their order in the
   * batch.
   */
  private async each(commands: readonly ExecuteCommand[], { telling }: BatchTerms): Promise<Answer[]> {
    const prepared = await this.gateway.prepareAll(commands);
    return Promise.all(
      prepared.map(async (item) => {
        if (item instanceof Error) return item;
        return this.gateway.submit(item, telling).catch((fault: Error) => fault);
      }),
    );
  }

  /** @throws the first error there is: what belongs together has no results of its own then */
  private async together(commands: readonly ExecuteCommand[], { telling }: BatchTerms): Promise<Answer[]> {
    const prepared = (await this.gateway.prepareAll(commands)).map(orThrow);
    const told = await this.gateway.submitTogether(prepared, telling).catch(tooLarge);
    if (!('refusedPart' in told)) return [...told];
    const { idempotencyKey } = commands[told.refusedPart]!.call;
    const refused = `the item of key ${idempotencyKey} was refused: ${told.answer.refusal!.reason}`;
    const problem = new Problem('atomic-batch-refused', {
      detail: `Nothing of this batch was done, for ${refused}.`,
    });
    return commands.map((_, index) => (index === told.refusedPart ? told.answer : problem));
  }
}

function orThrow(prepared: PreparedCommand | Error): PreparedCommand {
  if (prepared instanceof Error) throw prepared;
  return prepared;
}

/** A command that came before in the same batch. */
interface Twin {
  readonly first: ExecuteCommand;
}

/** One command per key and stream: what comes again is the twin of the first, or a mistake. */
function onceEach(items: readonly (ExecuteCommand | Error)[]): readonly (ExecuteCommand | Twin | Error)[] {
  const firsts = new Map<string, ExecuteCommand>();
  return items.map((item) => {
    if (item instanceof Error) return item;
    const { family, call } = item;
    const stream: string = streamIdOf(call);
    const identity = `${family.stream.category}-${stream}\n${call.idempotencyKey}`;
    const first = firsts.get(identity);
    if (first) return isSame(first, item) ? { first } : new Problem('idempotency-key-reused');
    firsts.set(identity, item);
    return item;
  });
}

function isSame({ call: one }: ExecuteCommand, { call: other }: ExecuteCommand): boolean {
  return one.slice === other.slice && isDeepStrictEqual([one.params, one.body], [other.params, other.body]);
}

function again(answer: Answer): Answer {
  return answer instanceof Error ? answer : { ...answer, replayed: true };
}

/** Which bound was passed is not for every caller of a single command to know; here it is what to act on. */
function tooLarge(fault: Error): never {
  if (!(fault instanceof LedgerFault) || fault.code !== 'command-too-large') throw fault;
  const detail = `An atomic batch stands in one append of at most ${APPEND_BYTES_MAX} bytes; this one needs more.`;
  throw new Problem('command-too-large', { detail, cause: fault });
}
