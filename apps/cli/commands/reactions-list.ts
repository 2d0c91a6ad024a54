import { PostgresReactionStore, ReactionItem, reactionLag } from '@ledgerline/platform/reactions';
import { CliCommand } from '../command-line/cli-command';
import { EXIT } from '../command-line/exit-codes';
import { textTable } from '../command-line/text-table';

/** More than a screen holds: whoever has more looks at one cause first. */
const LISTED_MAX = 500;

/** What the reactions could not finish, in the order of the log; ends with 1 where one halted. */
export const reactionsList: CliCommand = {
  words: 'reactions list',
  summary: 'how far the reactions are, and what waits, queues or halted, with the reason',
  run: async ({ system }) => {
    const { pool, store } = await system();
    const lag = await reactionLag(pool, store);
    const items = await new PostgresReactionStore(pool).list(LISTED_MAX);
    const all = lag.items.reduce((sum, { count }) => sum + count, 0);
    const lead = lag.led ? 'a reactor leads' : 'no reactor leads';
    return {
      exitCode: lag.items.some(({ state }) => state === 'halted') ? EXIT.found : EXIT.ok,
      lines: [
        `${lead}; ${lag.events} events behind, at ${lag.position ?? 'the beginning'}`,
        ...lag.paused.map(({ reaction, since }) => `${reaction} is paused since ${since}`),
        ...(items.length > 0 ? textTable(HEADINGS, items.map(rowOf)) : ['nothing waits']),
        ...(all > items.length ? [`and ${all - items.length} more`] : []),
      ],
      json: { ...lag, listed: items },
    };
  },
};

const HEADINGS = ['item', 'state', 'reaction', 'key', 'event', 'attempts', 'since', 'due', 'reason'];

function rowOf(item: ReactionItem): string[] {
  const { id, state, reaction, key, eventType, position, attempts, since, dueAt, reason } = item;
  const due = state === 'waiting' ? dueAt : '';
  return [id, state, reaction, key, `${eventType} at ${position}`, String(attempts), since, due, reason];
}
