import { operatorExplainer } from '@ledgerline/system';
import { CliCommand, UsageError } from '../command-line/cli-command';
import { explained } from '../command-line/explained';
import { textTable } from '../command-line/text-table';

/** Why a limit of an account stands where it stands. */
export const explainLimit: CliCommand = {
  words: 'explain limit',
  summary: 'why a limit of an account stands so: its value, what counts in it, and what would free it',
  arguments: { '<accountId>': 'the account', '<limit>': 'the limit, as the catalog names it' },
  options: { '--member <id>': "a member's own part of it" },
  run: async ({ args: [accountId, limit], options: { member = null }, system }) => {
    if (member === true) throw new UsageError('--member names a member.');
    const explainer = await operatorExplainer(await system());
    return explained(explainer.limit(accountId!, limit!, member), ({ uses, olderUnits }) => [
      ...textTable(
        ['units', 'what', 'at', 'position'],
        uses.map(({ units, event, id, at, position }) => [
          ...[String(units), `${event} ${id ?? ''}`.trim(), at, position],
        ]),
      ),
      ...(Number(olderUnits) > 0 ? [`and ${olderUnits} units of older or other events`] : []),
    ]);
  },
};
