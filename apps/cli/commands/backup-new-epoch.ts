import { beginEpoch } from '@ledgerline/platform/backup';
import { CliCommand } from '../command-line/cli-command';
import { EXIT } from '../command-line/exit-codes';
import { withQuietDatabase } from '../command-line/quiet-database';

/** After PostgreSQL itself was brought back to an earlier point: nothing else can tell the log so. */
export const backupNewEpoch: CliCommand = {
  words: 'backup new-epoch',
  summary: 'after restoring PostgreSQL by other means: refuse every position beyond the end of the log',
  destroys: () =>
    'This would begin an epoch: processes that run now are refused until they are restarted, and positions ' +
    'beyond the present end of the log are refused for ever.',
  run: async (call) => {
    const identity = await withQuietDatabase(call, ({ ownerUrl }) => beginEpoch(ownerUrl));
    return { exitCode: EXIT.ok, lines: [`new positions begin with ${identity}`], json: { identity } };
  },
};
