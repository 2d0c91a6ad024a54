import { CommandHandler, ICommandHandler } from '@nestjs/cqrs';
import { CommandAnswer, CommandGateway, PreparedCommand } from './command-gateway';
import { ExecuteCommand } from './execute-command';

/**
 * Several commands, decided in their order wherever they meet in one stream; each has an outcome of its own.
 */
export class ExecuteBatch {
  constructor(readonly items: readonly (ExecuteCommand | Error)[]) {}
}

@CommandHandler(ExecuteBatch)
export class ExecuteBatchHandler implements ICommandHandler<ExecuteBatch, (CommandAnswer | Error)[]> {
  constructor(private readonly gateway: CommandGateway) {}

  /**
   * All are prepared first, then submitted in one turn: their order in the queues is their order in the
   * batch.
   */
  async execute({ items }: ExecuteBatch): Promise<(CommandAnswer | Error)[]> {
    const prepared = await Promise.all(items.map((item) => this.prepare(item)));
    return Promise.all(prepared.map((item) => this.submit(item)));
  }

  private async prepare(item: ExecuteCommand | Error): Promise<PreparedCommand | Error> {
    if (item instanceof Error) return item;
    return this.gateway.prepare(item.family, item.call).catch((error: Error) => error);
  }

  private submit(item: PreparedCommand | Error): Promise<CommandAnswer | Error> {
    if (item instanceof Error) return Promise.resolve(item);
    return this.gateway.submit(item).catch((fault: Error) => fault);
  }
}
