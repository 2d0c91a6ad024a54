import { EventStore, historyOf, Position } from '@ledgerline/platform/eventstore';
import { CliCommand, UsageError } from '../command-line/cli-command';
import { eventJson, eventLine } from '../command-line/event-line';
import { EXIT } from '../command-line/exit-codes';
import { wholeNumber } from '../command-line/whole-number';

/** Events as they are written, one line each, until Ctrl-C, `--count` of them, or the end of the log. */
export const tailEvents: CliCommand = {
  words: 'events tail',
  summary: 'events as they are written to the log, until Ctrl-C',
  options: {
    '--after <position>': 'begin behind this position; default: the end of the log, 0 is its beginning',
    '--count <number>': 'end after so many',
    '--until-caught-up': 'end when the end of the log is reached',
  },
  run: async ({ options, system, say, signal }) => {
    const most = 1_000_000_000;
    const countMax = wholeNumber('--count', options.count, { least: 1, most, otherwise: most });
    const { store } = await system();
    const after = await startOf(store, options.after);
    const ended = new AbortController();
    const either = AbortSignal.any([signal, ended.signal]);
    let seen = 0;
    for await (const message of store.tail({ after, signal: either })) {
      if (message.kind === 'event') {
        say(eventLine(message.event), eventJson(message.event));
        seen += 1;
      }
      const isCaughtUp = message.kind === 'caught-up' && options.untilCaughtUp;
      if (isCaughtUp || seen >= countMax) break;
    }
    ended.abort();
    return { exitCode: EXIT.ok, lines: [] };
  },
};

async function startOf(store: EventStore, given: string | true | undefined): Promise<Position | undefined> {
  if (given === '0') return undefined;
  if (typeof given !== 'string') return store.head();
  if (historyOf(store).has(given)) return given;
  throw new UsageError(
    `${given} is not a position of this log, whose positions begin with ${store.storeId}-`,
  );
}
