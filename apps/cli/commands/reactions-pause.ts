import { CliCommand } from '../command-line/cli-command';
import { EXIT } from '../command-line/exit-codes';
import { setReactionPaused } from '../command-line/set-reaction-paused';

export const reactionsPause: CliCommand = {
  words: 'reactions pause',
  summary: 'let a reaction stand still; what is for it is kept in its order, and other reactions go on',
  arguments: { '<name>': 'the reaction' },
  run: async ({ args: [name], system }) => {
    await setReactionPaused(await system(), { name, paused: true });
    return {
      exitCode: EXIT.ok,
      lines: [`${name} is paused: the reactor that leads stops it within a second`],
      json: { name, paused: true },
    };
  },
};
