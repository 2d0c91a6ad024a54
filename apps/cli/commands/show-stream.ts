import { RecordedEvent } from '@ledgerline/platform/eventstore';
import { CliCommand } from '../command-line/cli-command';
import { eventJson, eventLine } from '../command-line/event-line';
import { EXIT } from '../command-line/exit-codes';
import { wholeNumber } from '../command-line/whole-number';

const EVENTS_MAX = 10_000;

/** The newest events of one stream, in order; ends with 1 when there is no such stream. */
export const showStream: CliCommand = {
  words: 'streams show',
  summary: 'the events of one stream as the log holds them, e.g. account-ada',
  arguments: { '<stream>': 'the name of the stream' },
  options: {
    '--from <revision>': 'from this revision on; default: the newest events',
    '--last <count>': `how many at most; default 50, up to ${EVENTS_MAX}`,
  },
  run: async ({ args: [stream], options, system }) => {
    const countMax = wholeNumber('--last', options.last, { least: 1, most: EVENTS_MAX, otherwise: 50 });
    const from = wholeNumber('--from', options.from, { least: 0, most: 999_999_999_999_999, otherwise: -1 });
    const { store } = await system();
    const page =
      from >= 0
        ? await store.readStream(stream!, { fromRevision: BigInt(from), countMax })
        : await store.readStream(stream!, { direction: 'backward', countMax });
    if (page.head === 'no-stream') {
      const json = { stream, head: null, events: [] };
      return { exitCode: EXIT.found, lines: [`there is no stream ${stream}`], json };
    }
    const events: readonly RecordedEvent[] = from >= 0 ? page.events : [...page.events].reverse();
    return {
      exitCode: EXIT.ok,
      lines: [...events.map(eventLine), `${stream} ends at revision ${page.head}`],
      json: { stream, head: page.head, events: events.map(eventJson) },
    };
  },
};
