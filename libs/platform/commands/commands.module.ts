import { DynamicModule, Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { batchController } from './batch-controller.http';
import { CommandGateway } from './command-gateway';
import { RegisteredCommand } from './command-slice';
import { ExecuteBatchHandler } from './execute-batch';
import { ExecuteCommandHandler } from './execute-command';

/** The bus, the gateway behind it, and the batch route over every registered command. */
@Module({})
export class CommandsModule {
  static with(parts: {
    readonly gateway: CommandGateway;
    readonly registered: readonly RegisteredCommand[];
  }): DynamicModule {
    return {
      module: CommandsModule,
      global: true,
      imports: [CqrsModule.forRoot()],
      controllers: [batchController(parts.registered)],
      exports: [CqrsModule],
      providers: [
        ExecuteCommandHandler,
        ExecuteBatchHandler,
        { provide: CommandGateway, useValue: parts.gateway },
      ],
    };
  }
}
