import { parseArgs, ParseArgsConfig } from 'node:util';

export interface DemoFlags {
  /** Trace file to replay; absent: the generator makes one. */
  readonly trace: string | undefined;
  readonly accounts: number;
  /** Stop after so many requests; absent: the whole file, or an hour of generated traffic. */
  readonly limit: number | undefined;
  /** Trace seconds per second; `max` goes as fast as the answers come. */
  readonly speed: number | 'max';
  /** Share of the generations that fail, 0 to 1. */
  readonly failureRate: number;
  readonly seed: string;
  /** Absent: HTTP_PORT, or 3000. */
  readonly port: number | undefined;
  /** End after the report instead of serving on. */
  readonly exit: boolean;
  readonly help: boolean;
}

export const DEMO_USAGE = `npm run demo -- [flags]

Starts the whole system on an embedded PostgreSQL, replays a request trace through the public HTTP API, prints a
report that balances the log against the read models, and serves on until Ctrl-C.

  --trace FILE          a CSV with the columns TIMESTAMP,ContextTokens,GeneratedTokens; without it a trace is made
  --accounts N          accounts that the requests fall on by Zipf's law (default 200)
  --limit N             replay the first N requests (default: the whole file, or 20000 generated ones)
  --speed max|FACTOR    trace seconds per second; max goes as fast as the answers come (default max)
  --failure-rate SHARE  share of the generations that fail, 0 to 1 (default 0.01)
  --seed TEXT           everything left to chance follows from it (default ledgerline)
  --port N              where to serve; 0 takes any free port (default HTTP_PORT, or 3000)
  --exit                end after the report; exit code 0 only if everything balances
  --help                print this`;

const OPTIONS = {
  trace: { type: 'string' },
  accounts: { type: 'string' },
  limit: { type: 'string' },
  speed: { type: 'string' },
  'failure-rate': { type: 'string' },
  seed: { type: 'string' },
  port: { type: 'string' },
  exit: { type: 'boolean' },
  help: { type: 'boolean' },
} as const satisfies ParseArgsConfig['options'];

const SEED = /^[\x21-\x7e]{1,64}$/;

/** The flags, or everything that is wrong with them at once. */
export function parseDemoFlags(args: readonly string[]): DemoFlags | { readonly errors: readonly string[] } {
  const { values, tokens } = parseArgs({ args: [...args], options: OPTIONS, strict: false, tokens: true });
  const errors = tokens.flatMap((token) => tokenErrors(token as Token));
  const check = <T>(name: string, fallback: T, read: (text: string) => T | undefined, wanted: string): T => {
    const text = (values as Record<string, unknown>)[name];
    if (typeof text !== 'string') return fallback;
    const value = read(text);
    if (value === undefined) errors.push(`--${name} ${JSON.stringify(text)} is not ${wanted}`);
    return value ?? fallback;
  };
  const flags: DemoFlags = {
    trace: check<string | undefined>('trace', undefined, (text) => text || undefined, 'a file'),
    accounts: check(
      'accounts',
      200,
      (text) => wholeNumber(text, 1, 100_000),
      'a whole number from 1 to 100000',
    ),
    limit: check<number | undefined>(
      'limit',
      undefined,
      (text) => wholeNumber(text, 1, 1e9),
      'a whole number from 1',
    ),
    speed: check<number | 'max'>('speed', 'max', speedOf, '"max" or a factor above 0'),
    failureRate: check('failure-rate', 0.01, (text) => decimal(text, 0, 1), 'a share from 0 to 1'),
    seed: check(
      'seed',
      'ledgerline',
      (text) => (SEED.test(text) ? text : undefined),
      '1 to 64 visible characters',
    ),
    port: check<number | undefined>(
      'port',
      undefined,
      (text) => wholeNumber(text, 0, 65_535),
      'a port from 0 to 65535',
    ),
    exit: values.exit === true,
    help: values.help === true,
  };
  return errors.length > 0 ? { errors } : flags;
}

interface Token {
  readonly kind: string;
  readonly name?: string;
  readonly rawName?: string;
  readonly value?: string;
}

function tokenErrors(token: Token): string[] {
  if (token.kind === 'positional') return [`${JSON.stringify(token.value)} belongs to no flag`];
  if (token.kind !== 'option') return [];
  const option = (OPTIONS as Record<string, { type: string } | undefined>)[token.name!];
  if (!option) return [`${token.rawName} is no flag of the demo`];
  if (option.type === 'string' && token.value === undefined) return [`${token.rawName} wants a value`];
  if (option.type === 'boolean' && token.value !== undefined) return [`${token.rawName} takes no value`];
  return [];
}

function wholeNumber(text: string, min: number, max: number): number | undefined {
  return /^\d{1,10}$/.test(text) && Number(text) >= min && Number(text) <= max ? Number(text) : undefined;
}

function decimal(text: string, min: number, max: number): number | undefined {
  return /^\d{1,9}(\.\d{1,9})?$/.test(text) && Number(text) >= min && Number(text) <= max
    ? Number(text)
    : undefined;
}

function speedOf(text: string): number | 'max' | undefined {
  if (text === 'max') return 'max';
  const factor = decimal(text, 0, 1e6);
  return factor === 0 ? undefined : factor;
}
