import { migrate, pendingFiles } from '@ledgerline/platform/postgres';
import { operatorConfig } from '@ledgerline/system';
import { CliCall, CliCommand, UsageError } from '../command-line/cli-command';
import { EXIT } from '../command-line/exit-codes';

/** Brings the schema up to this build. It cannot be taken back, so it wants `--yes`. */
export const migrateSchema: CliCommand = {
  words: 'migrate',
  summary: "bring the database's schema up to this build",
  destroys: async (call) => {
    const pending = await pendingFiles(ownerUrl(call));
    if (pending.length === 0) return 'The schema is current: there is nothing to apply.';
    return `This would apply ${pending.join(', ')}; an applied migration is not taken back.`;
  },
  run: async (call) => {
    const { applied, version } = await migrate(ownerUrl(call));
    const done = applied.length > 0 ? `applied ${applied.join(', ')}` : 'nothing to apply';
    return { exitCode: EXIT.ok, lines: [`${done}; the schema is at ${version}`], json: { applied, version } };
  },
};

/** Only the schema's owner may change it; processes connect as another role. */
function ownerUrl({ variables }: CliCall): string {
  const { databaseOwnerUrl } = operatorConfig(variables);
  if (databaseOwnerUrl) return databaseOwnerUrl;
  throw new UsageError('Migrating needs the owner of the schema: set DATABASE_OWNER_URL.');
}
