import { parseArgs } from 'node:util';
import { Part, PARTS } from './cell';
import { BENCH_RULES, BenchRules } from './ledger/bench-catalog';
import { BENCH_STORES, BenchStore } from './log/bench-log';

export interface BenchFlags {
  /** Measured seconds per cell. */
  readonly seconds: number;
  /** The one part to measure; absent: all of it. */
  readonly only: Part | undefined;
  readonly rules: BenchRules;
  readonly store: BenchStore;
  readonly help: boolean;
}

export const BENCH_USAGE = `npm run bench -- [flags]

Measures the ledger and the mutable-table design it replaces in one run on one embedded PostgreSQL, prints a table
and writes it with the facts of the machine to .ledgerline/bench/.

  --seconds N   measured seconds per cell, 1 to 60 (default 4)
  --only PART   in-process, http, http-batches, usage, limits or webhooks: that part alone
  --rules R     all (default): the ledger decides under every kind of rule; as-tables: under those of the tables
  --store S     postgres (default) or eventstoredb-double: what the ledger's side has its log in
  --quick       1 second per cell: a smoke test, its figures mean little
  --help        print this`;

const SECONDS_DEFAULT = 4;
const SECONDS_QUICK = 1;

/** The flags, or everything that is wrong with them. */
export function parseBenchFlags(
  args: readonly string[],
): BenchFlags | { readonly errors: readonly string[] } {
  const errors: string[] = [];
  const { values, tokens } = parseArgs({ args: [...args], strict: false, tokens: true, options: OPTIONS });
  for (const token of tokens) {
    if (token.kind === 'positional') errors.push(`${JSON.stringify(token.value)} belongs to no flag`);
    if (token.kind === 'option' && !(token.name in OPTIONS))
      errors.push(`${token.rawName} is no flag of the bench`);
  }
  const { seconds, quick, help } = values;
  const only = PARTS.find((part) => part === values.only);
  if (values.only !== undefined && !only) errors.push(`--only is not one of ${PARTS.join(', ')}`);
  const rules = BENCH_RULES.find((one) => one === (values.rules ?? 'all'));
  if (!rules) errors.push(`--rules is not one of ${BENCH_RULES.join(', ')}`);
  const store = BENCH_STORES.find((one) => one === (values.store ?? 'postgres'));
  if (!store) errors.push(`--store is not one of ${BENCH_STORES.join(', ')}`);
  const wanted = seconds === undefined ? (quick ? SECONDS_QUICK : SECONDS_DEFAULT) : Number(seconds);
  if (!(wanted >= 1 && wanted <= 60)) errors.push('--seconds is not a number from 1 to 60');
  if (seconds !== undefined && quick) errors.push('--seconds and --quick exclude each other');
  return errors.length > 0
    ? { errors }
    : { seconds: wanted, only, rules: rules!, store: store!, help: help === true };
}

const OPTIONS = {
  seconds: { type: 'string' },
  only: { type: 'string' },
  rules: { type: 'string' },
  store: { type: 'string' },
  quick: { type: 'boolean' },
  help: { type: 'boolean' },
} as const;
