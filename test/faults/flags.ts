import { parseArgs } from 'node:util';
import { StoreKind } from './world/system';

export interface FaultsFlags {
  /** Faults are injected for so long at most; the bars below may end it before. */
  readonly minutes: number;
  readonly seed: string;
  /** Bar: so many acknowledged commands. 0: the minutes alone count. */
  readonly commands: number;
  /** Bar beside it: so many processes killed. */
  readonly kills: number;
  readonly store: StoreKind;
  /** A further file for the summary, as a page. */
  readonly summary: string | undefined;
  readonly help: boolean;
}

export const FAULTS_USAGE = `npm run faults -- [flags]

Runs the whole system on a PostgreSQL of its own, kills and hurts it while clients ask, and checks after each round
that nothing was lost, doubled or turned around. Writes a summary to .ledgerline/faults/, also when it is stopped with
Ctrl-C. Exit code 1: a violation.

  --minutes N    how long faults are injected at most, 1 to 600 (default 3)
  --seed S       the plan of clients and faults; the same seed is the same plan (default: the time)
  --commands N   stop as soon as so many commands are acknowledged and enough processes were killed
  --kills N      how many are enough (default: 200 for each million of --commands)
  --store S      postgres (default), or eventstoredb-double: EventStoreDB's protocol, served from memory
  --summary FILE write the summary there as well, as a page
  --help         print this`;

const MINUTES_DEFAULT = 3;
const MINUTES_MAX = 600;
const COMMANDS_PER_KILL = 5_000;
const STORES: readonly string[] = ['postgres', 'eventstoredb-double'] satisfies StoreKind[];

/** The flags, or everything that is wrong with them. */
export function parseFaultsFlags(
  args: readonly string[],
  nowMs: number,
): FaultsFlags | { readonly errors: readonly string[] } {
  const errors: string[] = [];
  const { values, tokens } = parseArgs({ args: [...args], strict: false, tokens: true, options: OPTIONS });
  for (const token of tokens) {
    if (token.kind === 'positional') errors.push(`${JSON.stringify(token.value)} belongs to no flag`);
    if (token.kind !== 'option') continue;
    if (!(token.name in OPTIONS)) errors.push(`${token.rawName} is no flag`);
    else if (token.name !== 'help' && !token.value) errors.push(`${token.rawName} needs a value`);
  }
  const minutes = Number(values.minutes ?? MINUTES_DEFAULT);
  if (!(minutes >= 1 && minutes <= MINUTES_MAX))
    errors.push(`--minutes is not a number from 1 to ${MINUTES_MAX}`);
  const commands = Number(values.commands ?? 0);
  if (!isCount(commands)) errors.push('--commands is not a whole number');
  const kills = Number(values.kills ?? Math.ceil(commands / COMMANDS_PER_KILL));
  if (!isCount(kills)) errors.push('--kills is not a whole number');
  const seed = String(values.seed ?? nowMs);
  if (!/^[\w.-]{1,60}$/.test(seed)) errors.push('--seed is not 1 to 60 letters, digits, dots or dashes');
  const store = String(values.store ?? STORES[0]);
  if (!STORES.includes(store)) errors.push(`--store is none of ${STORES.join(', ')}`);
  if (errors.length > 0) return { errors };
  const summary = values.summary as string | undefined;
  return { minutes, commands, kills, seed, store: store as StoreKind, summary, help: values.help === true };
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

const OPTIONS = {
  minutes: { type: 'string' },
  seed: { type: 'string' },
  commands: { type: 'string' },
  kills: { type: 'string' },
  store: { type: 'string' },
  summary: { type: 'string' },
  help: { type: 'boolean' },
} as const;
