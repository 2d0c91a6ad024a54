import { CliCommand } from './command-line/cli-command';
import { backupNewEpoch } from './commands/backup-new-epoch';
import { backupRestore } from './commands/backup-restore';
import { backupTake } from './commands/backup-take';
import { catalogWhatIf } from './commands/catalog-what-if';
import { examineSystem } from './commands/examine-system';
import { explainCredits } from './commands/explain-credits';
import { explainGeneration } from './commands/explain-generation';
import { explainLimit } from './commands/explain-limit';
import { invoicePdf } from './commands/invoice-pdf';
import { migrateSchema } from './commands/migrate-schema';
import { projectionsList } from './commands/projections-list';
import { projectionsPause } from './commands/projections-pause';
import { projectionsRebuild } from './commands/projections-rebuild';
import { projectionsResume } from './commands/projections-resume';
import { projectionsRollback } from './commands/projections-rollback';
import { projectionsSkip } from './commands/projections-skip';
import { reactionsList } from './commands/reactions-list';
import { reactionsPause } from './commands/reactions-pause';
import { reactionsResume } from './commands/reactions-resume';
import { reactionsRetry } from './commands/reactions-retry';
import { showStream } from './commands/show-stream';
import { tailEvents } from './commands/tail-events';
import { verifyReadModels } from './commands/verify-read-models';

/** Every command of the operator's tool. A new one is its file and one line here. */
export const commands: readonly CliCommand[] = [
  projectionsList,
  projectionsPause,
  projectionsResume,
  projectionsRebuild,
  projectionsRollback,
  projectionsSkip,
  reactionsList,
  reactionsRetry,
  reactionsPause,
  reactionsResume,
  verifyReadModels,
  examineSystem,
  showStream,
  tailEvents,
  explainGeneration,
  explainLimit,
  explainCredits,
  catalogWhatIf,
  invoicePdf,
  migrateSchema,
  backupTake,
  backupRestore,
  backupNewEpoch,
];
