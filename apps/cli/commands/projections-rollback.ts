import { readBuilds } from '@ledgerline/platform/projections';
import { CliCommand } from '../command-line/cli-command';
import { findProjection } from '../command-line/find-projection';
import { runRebuild } from './projections-rebuild';

/** Undoes the last swap: the table before is brought up to date beside the live one and shown again. */
export const projectionsRollback: CliCommand = {
  words: 'projections rollback',
  summary: 'bring the table before the last swap up to date and show it again',
  arguments: { '<name>': 'the read model' },
  destroys: async ({ args: [name], system }) => {
    const { pool, projections } = await system();
    const builds = await readBuilds(pool, findProjection(projections, name));
    const [kept] = builds.filter(({ stage }) => stage === 'retired');
    if (!kept) return `${name} has no earlier table to go back to.`;
    const { version, build, position } = kept;
    return `This would show ${name} version ${version} build ${build} again, after folding on from ${position}.`;
  },
  run: (call) => runRebuild(call, { goesBack: true }),
};
