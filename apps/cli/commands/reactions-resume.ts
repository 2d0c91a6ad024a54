import { CliCommand } from '../command-line/cli-command';
import { EXIT } from '../command-line/exit-codes';
import { setReactionPaused } from '../command-line/set-reaction-paused';

export const reactionsResume: CliCommand = {
  words: 'reactions resume',
  summary: 'let a paused reaction go on with what was kept for it, in its order',
  arguments: { '<name>': 'the reaction' },
  run: async ({ args: [name], system }) => {
    await setReactionPaused(await system(), { name, paused: false });
    return {
      exitCode: EXIT.ok,
      lines: [`${name} goes on: a running reactor picks it up within a second`],
      json: { name, paused: false },
    };
  },
};
