import { CliCommand } from './command-line/cli-command';
import { backupNewEpoch } from './commands/backup-new-epoch';
import { backupRestore } from './commands/backup-restore';
import { backupTake } from './commands/backup-take';
import { migrateSchema } from './commands/migrate-schema';
import { projectionsList } from './commands/projections-list';
import { projectionsPause } from './commands/projections-pause';
import { projectionsResume } from './commands/projections-resume';
import { showStream } from './commands/show-stream';
import { tailEvents } from './commands/tail-events';

/** Every command of the operator's tool. A new one is its file and one line here. */
export const commands: readonly CliCommand[] = [
  projectionsList,
  projectionsPause,
  projectionsResume,
  showStream,
  tailEvents,
  migrateSchema,
  backupTake,
  backupRestore,
  backupNewEpoch,
];
