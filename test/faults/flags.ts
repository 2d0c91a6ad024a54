import { parseArgs } from 'node:util';

export interface FaultsFlags {
  readonly minutes: number;
  readonly seed: string;
  /** Go on beyond the minutes until so many commands are acknowledged; 0: the minutes alone count. */
  readonly commands: number;
  readonly help: boolean;
}

export const FAULTS_USAGE = `npm run faults -- [flags]

Runs the whole system on a PostgreSQL of its own, kills and hurts it while clients ask, and checks after each round
that nothing was lost, doubled or turned around. Writes a summary to .ledgerline/faults/. Exit code 1: a violation.

  --minutes N    how long faults are injected, 1 to 600 (default 3)
  --seed S       the plan of clients and faults; the same seed is the same plan (default: the time)
  --commands N   go on until so many commands are acknowledged, at most for twice the minutes
  --help         print this`;

const MINUTES_DEFAULT = 3;
const MINUTES_MAX = 600;

/** The flags, or everything that is wrong with them. */
export function parseFaultsFlags(
  args: readonly string[],
  nowMs: number,
): FaultsFlags | { readonly errors: readonly string[] } {
  const errors: string[] = [];
  const { values, tokens } = parseArgs({ args: [...args], strict: false, tokens: true, options: OPTIONS });
  for (const token of tokens) {
    if (token.kind === 'positional') errors.push(`${JSON.stringify(token.value)} belongs to no flag`);
    if (token.kind === 'option' && !(token.name in OPTIONS)) errors.push(`${token.rawName} is no flag`);
  }
  const minutes = values.minutes === undefined ? MINUTES_DEFAULT : Number(values.minutes);
  if (!(minutes >= 1 && minutes <= MINUTES_MAX))
    errors.push(`--minutes is not a number from 1 to ${MINUTES_MAX}`);
  const commands = values.commands === undefined ? 0 : Number(values.commands);
  if (!(Number.isSafeInteger(commands) && commands >= 0)) errors.push('--commands is not a whole number');
  const seed = values.seed ?? String(nowMs);
  if (typeof seed !== 'string' || !/^[\w.-]{1,60}$/.test(seed)) {
    errors.push('--seed is not 1 to 60 letters, digits, dots or dashes');
  }
  if (errors.length > 0) return { errors };
  return { minutes, commands, seed: String(seed), help: values.help === true };
}

const OPTIONS = {
  minutes: { type: 'string' },
  seed: { type: 'string' },
  commands: { type: 'string' },
  help: { type: 'boolean' },
} as const;
