import { Operator, OperatorOptions } from '@ledgerline/system';
import { ExitCode } from './exit-codes';
import { Progress } from './progress';

/**
 * A command of the operator's tool as data: what it is called by, what it takes, and one function. Help,
 * `--json`, `--yes`, exit codes and closing the system are the same for all and not its business.
 */
export interface CliCommand {
  /** One word, or two where several belong together: `verify`, `projections list`. */
  readonly words: string;
  readonly summary: string;
  /** As they stand in the help: `<name>` must be given, `[name]` may be. */
  readonly arguments?: Readonly<Record<`<${string}>` | `[${string}]`, string>>;
  /** As they stand in the help: `--reason <text>` takes a value, `--all` none. */
  readonly options?: Readonly<Record<`--${string}`, string>>;
  /**
   * For a command that cannot be taken back: what it would do, in a sentence. It then takes `--yes`, and
   * without it says so, does nothing and ends with 2.
   */
  readonly destroys?: (call: CliCall) => Promise<string> | string;
  /** @throws UsageError for what was asked for wrongly; any other error is told and ends with 1 */
  run(call: CliCall): Promise<CliResult>;
}

/** One call of a command. */
export interface CliCall {
  /** By position; one that may be left out and was is undefined. */
  readonly args: readonly string[];
  /** By the option's long name in camel case; absent when it was not given. */
  readonly options: Readonly<Record<string, string | true | undefined>>;
  /** Connects when first asked for; closed when the command has ended. */
  system(options?: OperatorOptions): Promise<Operator>;
  /** Says something at once, before the result: a line for a person, or a JSON text on a line of its own. */
  say(line: string, json: unknown): void;
  /** A bar on a terminal, nothing anywhere else. */
  progress(total: number, unit: string): Progress;
  /** Aborts at Ctrl-C and at a supervisor's SIGTERM. */
  readonly signal: AbortSignal;
  readonly variables: Readonly<Record<string, string | undefined>>;
}

/** What came of it, for a person and for a program. */
export interface CliResult {
  readonly exitCode: ExitCode;
  readonly lines: readonly string[];
  /** What `--json` prints instead; bigints become decimal texts. Undefined prints nothing. */
  readonly json?: unknown;
}

/** The command was asked for wrongly: its message says how to ask. Exit code 2. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}
