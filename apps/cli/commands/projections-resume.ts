import { readCheckpoints, resumeProjection } from '@ledgerline/platform/projections';
import { CliCommand } from '../command-line/cli-command';
import { EXIT } from '../command-line/exit-codes';
import { findProjection } from '../command-line/find-projection';

export const projectionsResume: CliCommand = {
  words: 'projections resume',
  summary: 'let a paused or halted read model run again; the event it halted at is folded again',
  arguments: { '<name>': 'the read model' },
  run: async ({ args: [name], system }) => {
    const { pool, projections } = await system();
    const projection = findProjection(projections, name);
    await resumeProjection(pool, projection);
    const [checkpoint] = await readCheckpoints(pool, [projection]);
    return {
      exitCode: checkpoint?.state === 'running' ? EXIT.ok : EXIT.found,
      lines: [
        `${name} is ${checkpoint?.state ?? 'not there yet'}; a running projector picks it up by itself`,
      ],
      json: { name, state: checkpoint?.state, position: checkpoint?.position },
    };
  },
};
