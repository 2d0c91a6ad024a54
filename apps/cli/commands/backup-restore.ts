import { readManifest, restoreBackup } from '@ledgerline/platform/backup';
import { projections } from '@ledgerline/system';
import { CliCall, CliCommand } from '../command-line/cli-command';
import { EXIT } from '../command-line/exit-codes';
import { withQuietDatabase } from '../command-line/quiet-database';
import { refuseEventStoreDb } from './backup-of-eventstoredb';
import { folderOf } from './backup-take';

/** Puts a backup in the place of what is there; every process must have been stopped. */
export const backupRestore: CliCommand = {
  words: 'backup restore',
  summary: 'put a backup in the place of the log that is there, and begin an epoch',
  options: {
    '--from <folder>': 'the folder of log and read models',
    '--keys <folder>': 'the folder of the data keys; absent where the keys in the database are the ones',
  },
  destroys: (call) => {
    refuseEventStoreDb(call);
    const { log, takenAt, readModels } = readManifest(folderOf(call, 'from'), 'log');
    return (
      `This would replace the log by the ${log.events} events of ${takenAt}, with ${readModels.length} read ` +
      `models. What was recorded since is lost, and positions beyond it are refused from then on.`
    );
  },
  run: async (call) => {
    refuseEventStoreDb(call);
    const [folder, keysFolder] = [folderOf(call, 'from'), keysOf(call)];
    const onStep = (step: string): void => call.say(step, { step });
    const { identity, events, skips, readModels } = await withQuietDatabase(call, (urls) =>
      restoreBackup({ ...urls, folder, keysFolder, projections, replaces: true, onStep }),
    );
    const anew = readModels.filter(({ came }) => came === 'to be built anew').map(({ name }) => name);
    return {
      exitCode: EXIT.ok,
      lines: [
        `${events} events restored; new positions begin with ${identity}`,
        anew.length > 0
          ? `the projector builds anew: ${anew.join(', ')}`
          : 'every read model came from the backup and catches up by itself',
        ...(skips.restored > 0 ? [`${skips.restored} skipped events stay skipped`] : []),
        ...skips.leftOut.map(
          ({ name, position }) => `left out, for this log has no such place: ${name} skipped ${position}`,
        ),
      ],
      json: { identity, events, skips, readModels },
    };
  },
};

function keysOf(call: CliCall): string | undefined {
  return call.options.keys === undefined ? undefined : folderOf(call, 'keys');
}
