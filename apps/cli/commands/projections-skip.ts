import { userInfo } from 'node:os';
import { readCheckpoints, skipEvent } from '@ledgerline/platform/projections';
import { CliCall, CliCommand, UsageError } from '../command-line/cli-command';
import { EXIT } from '../command-line/exit-codes';
import { findProjection } from '../command-line/find-projection';

/** Lets a halted read model pass over one event; who and why stay in `projections.skips` for ever. */
export const projectionsSkip: CliCommand = {
  words: 'projections skip',
  summary: 'let a halted read model pass over the one event it halted at; recorded with who and why',
  arguments: { '<name>': 'the read model' },
  options: {
    '--reason <text>': 'why it is right to leave this event out; must be given',
    '--who <name>': "who answers for it; default: the system's user",
  },
  destroys: async (call) => {
    reasonOf(call);
    const { pool, projections } = await call.system();
    const projection = findProjection(projections, call.args[0]);
    const [checkpoint] = await readCheckpoints(pool, [projection]);
    if (checkpoint?.state !== 'halted') return `${projection.name} is not halted: there is nothing to skip.`;
    return (
      `This would leave the event at ${checkpoint.errorPosition} (${checkpoint.error}) out of ` +
      `${projection.name} for good, until a mended fold rebuilds it.`
    );
  },
  run: async (call) => {
    const reason = reasonOf(call);
    const { pool, projections } = await call.system();
    const projection = findProjection(projections, call.args[0]);
    const who = typeof call.options.who === 'string' ? call.options.who : userInfo().username;
    const skip = await skipEvent(pool, projection, { who, reason });
    const lines = [`${skip.name} passes over ${skip.position}; recorded: ${skip.who}, "${skip.reason}"`];
    return { exitCode: EXIT.ok, lines, json: skip };
  },
};

const REASON_LENGTH_MAX = 1_000;

function reasonOf({ options: { reason } }: CliCall): string {
  const text = typeof reason === 'string' ? reason.trim() : '';
  if (text.length > 0 && text.length <= REASON_LENGTH_MAX) return text;
  throw new UsageError(`Say why with --reason, in up to ${REASON_LENGTH_MAX} characters.`);
}
