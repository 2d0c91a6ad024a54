import { operatorExplainer } from '@ledgerline/system';
import { CliCommand } from '../command-line/cli-command';
import { explained } from '../command-line/explained';
import { textTable } from '../command-line/text-table';

/** Why a generation was allowed or refused; ends with 1 when the account knows none of this id. */
export const explainGeneration: CliCommand = {
  words: 'explain generation',
  summary: 'why a generation was allowed or refused, who paid for it, and what would change that',
  arguments: {
    '<accountId>': 'the account',
    '<id>': 'the generation, or the id of a command, e.g. of a refused one',
  },
  run: async ({ args: [accountId, id], system }) => {
    const explainer = await operatorExplainer(await system());
    return explained(explainer.act(accountId!, id!), ({ history }) =>
      textTable(
        ['event', 'at', 'by', 'position'],
        history.map(({ event, at, actor, position }) => [event, at, actor ?? 'time', position]),
      ),
    );
  },
};
