import { randomUUID } from 'node:crypto';
import {
  differenceText,
  verifyProjections,
  VerifyReport,
  VerifyScope,
} from '@ledgerline/platform/projections';
import { CliCall, CliCommand, UsageError } from '../command-line/cli-command';
import { EXIT } from '../command-line/exit-codes';
import { findProjection } from '../command-line/find-projection';
import { wholeNumber } from '../command-line/whole-number';

const SAMPLE_ROWS = 1_000;

/** Recomputes rows from the log and compares them with the tables; ends with 1 when a figure is wrong. */
export const verifyReadModels: CliCommand = {
  words: 'verify',
  summary: 'recompute rows from the log and name every figure of the tables that differs',
  options: {
    '--all': 'every row of every read model',
    '--account <id>': 'the rows of one account, from its stream alone',
    '--sample <rows>': `about so many rows of each read model; default ${SAMPLE_ROWS}`,
    '--seed <text>': 'which rows: the same seed looks at the same ones; default: chance',
    '--projection <name>': 'one read model only',
  },
  run: async (call) => {
    const { options, system, progress, signal } = call;
    const scope = scopeOf(call);
    const { store, pool, projections, decode } = await system();
    const { projection: name } = options;
    const chosen = name === undefined ? projections : [findProjection(projections, String(name))];
    const bar = progress(await store.countAfter(undefined), 'events');
    const paged = (events: number): void => bar.at(events, events);
    try {
      const report = await verifyProjections({
        store,
        pool,
        projections: chosen,
        decode,
        scope,
        signal,
        paged,
      });
      bar.stop();
      const seed = scope.kind === 'sample' ? scope.seed : undefined;
      return {
        exitCode: report.wrong > 0 ? EXIT.found : EXIT.ok,
        lines: linesOf(report, seed),
        json: { ...report, seed },
      };
    } finally {
      bar.stop();
    }
  },
};

function scopeOf({ options: { all, account, sample, seed } }: CliCall): VerifyScope {
  const asked = [all, account, sample].filter((option) => option !== undefined);
  if (asked.length > 1) throw new UsageError('Take one of --all, --account and --sample.');
  if (all) return { kind: 'all' };
  if (typeof account === 'string') return { kind: 'stream', stream: `account-${account}` };
  const bounds = { least: 1, most: 100_000, otherwise: SAMPLE_ROWS };
  const rows = wholeNumber('--sample', sample, bounds);
  return { kind: 'sample', rows, seed: typeof seed === 'string' ? seed : randomUUID() };
}

function linesOf({ rows, events, wrong, differences, leftOut }: VerifyReport, seed?: string): string[] {
  const which = seed === undefined ? '' : ` (seed ${seed})`;
  return [
    ...differences.map(differenceText),
    ...(wrong > differences.length ? [`… and ${wrong - differences.length} more`] : []),
    ...(leftOut.length > 0
      ? [`not looked at, for their rows are not of one account: ${leftOut.join(', ')}`]
      : []),
    `${rows} rows recomputed from ${events} events${which}: ${wrong === 0 ? 'all as the log says' : `${wrong} figures are wrong`}`,
  ];
}
