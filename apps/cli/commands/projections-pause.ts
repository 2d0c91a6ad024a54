import { pauseProjection, readCheckpoints } from '@ledgerline/platform/projections';
import { CliCommand } from '../command-line/cli-command';
import { EXIT } from '../command-line/exit-codes';
import { findProjection } from '../command-line/find-projection';

export const projectionsPause: CliCommand = {
  words: 'projections pause',
  summary: 'stop a read model where it stands; its rows stay and can be queried',
  arguments: { '<name>': 'the read model' },
  run: async ({ args: [name], system }) => {
    const { pool, projections } = await system();
    const projection = findProjection(projections, name);
    await pauseProjection(pool, projection);
    const [checkpoint] = await readCheckpoints(pool, [projection]);
    const isPaused = checkpoint?.state === 'paused';
    return {
      exitCode: isPaused ? EXIT.ok : EXIT.found,
      lines: [`${name} is ${checkpoint?.state ?? 'not there yet'}`],
      json: { name, state: checkpoint?.state, position: checkpoint?.position },
    };
  },
};
