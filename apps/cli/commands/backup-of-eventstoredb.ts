import { CliCall, UsageError } from '../command-line/cli-command';

export function isOnEventStoreDb({ EVENT_STORE }: CliCall['variables']): boolean {
  return EVENT_STORE === 'eventstoredb';
}

/** @throws UsageError where the log is not in the database: a copy without it would look like a backup */
export function refuseEventStoreDb({ variables }: Pick<CliCall, 'variables'>): void {
  if (!isOnEventStoreDb(variables)) return;
  throw new UsageError(
    'The log is in EventStoreDB, which this command does not copy. Back up EventStoreDB by its own means and then ' +
      'the database by its own (in this order: keys may be newer than the log, never older); after restoring the ' +
      'log say "backup new-epoch". See docs/BACKUP.md.',
  );
}
