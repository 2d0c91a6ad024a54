import { DynamicModule, Module } from '@nestjs/common';
import { commandController } from '@ledgerline/platform/commands';
import { READS, Reads } from '@ledgerline/platform/queries';
import { RunningContext } from './context';

/** Commands and queries of a context, as routes. */
export function contextModule(name: string, context: RunningContext, reads: Reads): DynamicModule {
  @Module({})
  class ContextModule {}
  Object.defineProperty(ContextModule, 'name', { value: `${name}Module` });
  return {
    module: ContextModule,
    controllers: [
      ...context.commands.map(({ family, slice }) => commandController(family, slice)),
      ...context.controllers,
    ],
    providers: [...context.providers, { provide: READS, useValue: reads }],
  };
}
