export { batchController, BATCH_COMMANDS_MAX } from './batch-controller.http';
export { bulkController, type BulkRoute } from './bulk-controller.http';
export { commandController } from './command-controller.http';
export * from './command-call';
export * from './command-gateway';
export * from './command-slice';
export { type BatchTerms, ExecuteBatch, ExecuteBatchHandler } from './execute-batch';
export { ExecuteCommand, ExecuteCommandHandler } from './execute-command';
export { CommandsModule } from './commands.module';
