import { projectionLag, ProjectionLag } from '@ledgerline/platform/projections';
import { CliCommand } from '../command-line/cli-command';
import { EXIT } from '../command-line/exit-codes';
import { textTable } from '../command-line/text-table';

/** Every read model with its place in the log; ends with 1 when one of them is halted or missing. */
export const projectionsList: CliCommand = {
  words: 'projections list',
  summary: 'every read model: its version, state, position and lag',
  run: async ({ system }) => {
    const { pool, store, projections } = await system();
    const lags = await projectionLag(pool, store, projections);
    const missing = projections.filter(({ name }) => !lags.some((lag) => lag.name === name));
    const isWell = missing.length === 0 && lags.every(({ state }) => state !== 'halted');
    return {
      exitCode: isWell ? EXIT.ok : EXIT.found,
      lines: [
        ...textTable(['read model', 'state', 'events behind', 'seconds', 'position'], lags.map(rowOf)),
        ...lags.flatMap(troubleOf),
        ...missing.map(({ name, version }) => `${name} version ${version} has no table yet`),
      ],
      json: { projections: lags, missing: missing.map(({ name }) => name) },
    };
  },
};

function rowOf({ name, state, events, seconds, position }: ProjectionLag): string[] {
  return [name, state, String(events), seconds.toFixed(1), position ?? 'the beginning'];
}

function troubleOf({ name, state, error, errorPosition, skipped }: ProjectionLag): string[] {
  return [
    ...(state === 'halted' ? [`${name} halted at ${errorPosition}: ${error}`] : []),
    ...(skipped > 0n
      ? [`${name} passed over ${skipped} events, the last at ${errorPosition}: ${error}`]
      : []),
  ];
}
