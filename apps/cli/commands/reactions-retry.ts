import { PostgresReactionStore } from '@ledgerline/platform/reactions';
import { CliCommand, UsageError } from '../command-line/cli-command';
import { EXIT } from '../command-line/exit-codes';

export const reactionsRetry: CliCommand = {
  words: 'reactions retry',
  summary: 'let an item that halted or waits be tried at once; what is through of it is not done again',
  arguments: { '<item>': 'the number that reactions list tells' },
  run: async ({ args: [item = ''], system }) => {
    if (!/^[1-9]\d{0,17}$/.test(item)) throw new UsageError(`${item} is no item: see reactions list`);
    const found = await new PostgresReactionStore((await system()).pool).retry(item);
    return {
      exitCode: found ? EXIT.ok : EXIT.found,
      lines: [
        found
          ? `item ${item} is tried at once by the reactor that leads`
          : `no item ${item} waits or halted: it may be through, or queue behind another of its key`,
      ],
      json: { item, found },
    };
  },
};
