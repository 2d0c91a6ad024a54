import { operatorExplainer } from '@ledgerline/system';
import { CliCommand } from '../command-line/cli-command';
import { explained } from '../command-line/explained';
import { textTable } from '../command-line/text-table';

/** Why an account has the credits it has. */
export const explainCredits: CliCommand = {
  words: 'explain credits',
  summary: 'where the credits of an account came from, in burn order, and what moved them last',
  arguments: { '<accountId>': 'the account' },
  run: async ({ args: [accountId], system }) => {
    const explainer = await operatorExplainer(await system());
    return explained(explainer.credits(accountId!), ({ moves }) =>
      textTable(
        ['credits', 'what', 'at', 'position'],
        moves.map(({ credits, event, id, at, position }) => [
          ...[credits, `${event} ${id ?? ''}`.trim(), at, position],
        ]),
      ),
    );
  },
};
