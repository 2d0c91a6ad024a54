import { takeBackup } from '@ledgerline/platform/backup';
import { operatorConfig, projections } from '@ledgerline/system';
import { resolve } from 'node:path';
import { CliCall, CliCommand, UsageError } from '../command-line/cli-command';
import { EXIT } from '../command-line/exit-codes';
import { refuseEventStoreDb } from './backup-of-eventstoredb';

/** Beside a running system, as of one moment; the keys go to a folder of their own. */
export const backupTake: CliCommand = {
  words: 'backup take',
  summary: 'copy log, read models and data keys, as of one moment, beside a running system',
  options: {
    '--to <folder>': 'a new folder for log and read models',
    '--keys <folder>': 'a new folder for the data keys: keep it elsewhere, and as secret as the master key',
  },
  run: async (call) => {
    refuseEventStoreDb(call);
    const [folder, keysFolder] = [folderOf(call, 'to'), folderOf(call, 'keys')];
    const { databaseUrl } = operatorConfig(call.variables);
    const onTable = (table: string): void => call.say(`copying ${table}`, { copying: table });
    const report = await takeBackup({ url: databaseUrl!, folder, keysFolder, projections, onTable });
    const { events, keys, bytes, takenAt } = report;
    const size = `${(bytes / 1_000_000).toFixed(1)} MB`;
    const line = `${events} events and ${keys} data keys as of ${takenAt}, ${size}: ${folder} and ${keysFolder}`;
    return { exitCode: EXIT.ok, lines: [line], json: { ...report, folder, keysFolder } };
  },
};

/** @throws UsageError when the option is not given */
export function folderOf({ options }: CliCall, option: 'to' | 'from' | 'keys'): string {
  const given = options[option];
  if (typeof given === 'string' && given !== '') return resolve(given);
  throw new UsageError(`Name a folder: --${option} <folder>.`);
}
