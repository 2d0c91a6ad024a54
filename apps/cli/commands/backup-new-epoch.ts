import { beginEpoch, beginEventStoreDbEpoch } from '@ledgerline/platform/backup';
import { renameEventStoreDbLog } from '@ledgerline/platform/eventstore';
import { projections } from '@ledgerline/system';
import { CliCall, CliCommand, UsageError } from '../command-line/cli-command';
import { EXIT } from '../command-line/exit-codes';
import { DatabaseUrls, withQuietDatabase } from '../command-line/quiet-database';
import { isOnEventStoreDb } from './backup-of-eventstoredb';

/** After the log was brought back to an earlier point by its server's means: nothing else can tell it so. */
export const backupNewEpoch: CliCommand = {
  words: 'backup new-epoch',
  summary: 'after restoring the log by its own means: refuse every position beyond its end',
  destroys: ({ variables }) =>
    isOnEventStoreDb(variables)
      ? 'This would give the log in EventStoreDB another name: every position known so far is refused for ever, ' +
        'and read models and the memory of commands are read anew from its beginning.'
      : 'This would begin an epoch: processes that run now are refused until they are restarted, and positions ' +
        'beyond the present end of the log are refused for ever.',
  run: async (call) => {
    const isElsewhere = isOnEventStoreDb(call.variables);
    const identity = await withQuietDatabase(call, (urls) =>
      isElsewhere ? renamed(call, urls) : beginEpoch(urls.ownerUrl),
    );
    const anew = isElsewhere ? ['the projector builds every read model anew'] : [];
    return {
      exitCode: EXIT.ok,
      lines: [`new positions begin with ${identity}`, ...anew],
      json: { identity },
    };
  },
};

function renamed({ variables }: CliCall, urls: DatabaseUrls): Promise<string> {
  const { EVENT_STORE_URL: url, NODE_ENV } = variables;
  if (!url) throw new UsageError('EVENT_STORE is eventstoredb: name the log in EVENT_STORE_URL.');
  const rename = () => renameEventStoreDbLog({ url, production: NODE_ENV === 'production' });
  return beginEventStoreDbEpoch({ ...urls, projections, rename });
}
