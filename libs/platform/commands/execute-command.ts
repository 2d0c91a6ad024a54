import { CommandHandler, ICommandHandler } from '@nestjs/cqrs';
import { CommandAnswer, CommandCall } from './command-call';
import { CommandGateway } from './command-gateway';
import { AnyCommandFamily } from './command-slice';

/** Any command on its way over the bus: which one it is, its slice says. */
export class ExecuteCommand {
  constructor(
    readonly family: AnyCommandFamily,
    readonly call: CommandCall,
    /** Asks what would come of it: nothing is recorded. */
    readonly dryRun = false,
  ) {}
}

@CommandHandler(ExecuteCommand)
export class ExecuteCommandHandler implements ICommandHandler<ExecuteCommand, CommandAnswer> {
  constructor(private readonly gateway: CommandGateway) {}

  execute({ family, call, dryRun }: ExecuteCommand): Promise<CommandAnswer> {
    if (dryRun) return this.gateway.dryRun(family, call);
    return this.gateway.execute(family, call);
  }
}
