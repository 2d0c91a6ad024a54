import { differenceText, rebuildProjection, RebuildResult } from '@ledgerline/platform/projections';
import { CliCall, CliCommand, CliResult } from '../command-line/cli-command';
import { EXIT } from '../command-line/exit-codes';
import { findProjection } from '../command-line/find-projection';

/** Builds a read model beside its live table and shows it; ends with 1 when it is not shown. */
export const projectionsRebuild: CliCommand = {
  words: 'projections rebuild',
  summary: 'build a read model from the log beside its live table, check it, show it instead',
  arguments: { '<name>': 'the read model' },
  options: { '--accept-differences': 'replace figures of the live table that are not what the log says' },
  run: (call) => runRebuild(call, { acceptsDifferences: call.options.acceptDifferences === true }),
};

interface Wish {
  readonly acceptsDifferences?: boolean;
  readonly goesBack?: boolean;
}

/** Killed or stopped, it leaves the live table alone; asked for again, it goes on. */
export async function runRebuild(
  { args, system, progress, signal }: CliCall,
  wish: Wish,
): Promise<CliResult> {
  const { store, pool, projections, decode } = await system();
  const projection = findProjection(projections, args[0]);
  const bar = progress(await store.countAfter(undefined), 'events');
  try {
    const progressed = (events: number): void => bar.at(events);
    const options = { store, pool, projection, decode, signal, progressed, ...wish };
    const result = await rebuildProjection(options);
    bar.stop();
    const exitCode = result.outcome === 'swapped' ? EXIT.ok : EXIT.found;
    return { exitCode, lines: linesOf(result), json: result };
  } finally {
    bar.stop();
  }
}

function linesOf(result: RebuildResult): string[] {
  const { name, table, events, foldSeconds, resumedFrom } = result;
  const rate = Math.round(events / Math.max(foldSeconds, 0.001)).toLocaleString('en');
  const from = resumedFrom === null ? '' : `, going on from ${resumedFrom}`;
  const folded = `${events} events folded in ${foldSeconds.toFixed(1)} s (${rate}/s)${from}`;
  if (result.outcome === 'swapped') {
    const { check, replaced } = result;
    const how = check.kind === 'digest' ? 'every row compared with the live table' : 'a sample recomputed';
    return [
      folded,
      `${check.rows} rows, ${how}, ${check.differences.length} figures differed`,
      ...check.differences.map(differenceText),
      `${name} shows version ${table.version} build ${table.build}; ` +
        `version ${replaced.version} build ${replaced.build} is kept for going back`,
    ];
  }
  const live = 'the live table is shown as before, the new one is kept beside it';
  if (result.outcome === 'halted') {
    return [folded, `it halted at ${result.position}: ${result.error}`, live];
  }
  const advice = `look at them (verify), then either mend the fold or say --accept-differences; ${live}`;
  return [folded, ...result.differences.map(differenceText), advice];
}
