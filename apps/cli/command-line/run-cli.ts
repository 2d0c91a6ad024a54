import { Module } from '@nestjs/common';
import { StartupFault } from '@ledgerline/platform/config';
import { openOperator, Operator, VERSION } from '@ledgerline/system';
import { CommandFactory } from 'nest-commander';
import { CliCall, CliCommand, CliResult, UsageError } from './cli-command';
import { EXIT, ExitCode } from './exit-codes';
import { nestRunners } from './nest-runners';
import { Output, progressOn } from './progress';

/** What a run of the tool touches of its process. */
export interface CliEdge {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly variables: Readonly<Record<string, string | undefined>>;
}

/**
 * Runs one command. Nothing is thrown and the process is not ended: whoever calls gets the exit code.
 * @param words what stands behind the program's name
 */
export async function runCli(
  commands: readonly CliCommand[],
  words: readonly string[],
  edge: CliEdge,
): Promise<ExitCode> {
  const run = new CliRun(edge);
  const providers = nestRunners(commands, (command, args, options) => run.execute(command, args, options));
  class CliModule {}
  Module({ providers })(CliModule);
  const rethrow = (error: Error): never => {
    throw error;
  };
  const app = await CommandFactory.createWithoutRunning(CliModule, {
    logger: false,
    cliName: 'ledgerline',
    // Asked for before any command; behind one it is that command's own option.
    ...((words[0] ?? '-').startsWith('-') && { version: VERSION }),
    errorHandler: rethrow,
    serviceErrorHandler: (error) => run.failed(error),
    outputConfiguration: {
      writeOut: (text) => void edge.stdout.write(text),
      writeErr: (text) => void edge.stderr.write(text),
    },
  });
  const argv = process.argv;
  try {
    // nest-commander hands `process.argv` to its parser and takes no other.
    process.argv = ['node', 'ledgerline', ...words];
    await CommandFactory.runApplication(app);
  } finally {
    process.argv = argv;
    await app.close();
  }
  return run.exitCode;
}

class CliRun {
  exitCode: ExitCode = EXIT.ok;
  private asJson = false;
  private operator: Promise<Operator> | undefined;

  constructor(private readonly edge: CliEdge) {}

  async execute(command: CliCommand, args: readonly string[], options: CliCall['options']): Promise<void> {
    this.asJson = options.json === true;
    const stop = new AbortController();
    const abort = (): void => stop.abort();
    for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, abort);
    try {
      const call = this.call(args, options, stop.signal);
      this.tell(await (options.yes === undefined ? planned(command, call) : command.run(call)));
    } finally {
      for (const name of ['SIGINT', 'SIGTERM'] as const) process.removeListener(name, abort);
      await (await this.operator?.catch(() => undefined))?.close();
    }
  }

  /** What commander refuses has been printed by it; everything else is told here, without a stack. */
  failed(error: Error & { readonly code?: string; readonly exitCode?: number }): void {
    if (error.code?.startsWith('commander.')) {
      this.exitCode = error.exitCode === 0 ? EXIT.ok : EXIT.usage;
      return;
    }
    const isUsage = error instanceof UsageError || (error instanceof StartupFault && error.exitCode === 78);
    this.exitCode = isUsage ? EXIT.usage : EXIT.found;
    if (this.asJson) this.edge.stdout.write(`${jsonText({ error: error.name, message: error.message })}\n`);
    this.edge.stderr.write(`${error.message}\n`);
  }

  private call(args: readonly string[], options: CliCall['options'], signal: AbortSignal): CliCall {
    const { stdout, stderr, variables } = this.edge;
    return {
      args,
      options,
      signal,
      variables,
      system: (wish) => (this.operator ??= openOperator(variables, wish)),
      say: (line, json) => void stdout.write(`${this.asJson ? jsonText(json, 0) : line}\n`),
      progress: (total, unit) => progressOn(stderr, total, unit),
    };
  }

  private tell({ exitCode, lines, json }: CliResult): void {
    this.exitCode = exitCode;
    const text = this.asJson ? (json === undefined ? '' : `${jsonText(json)}\n`) : linesText(lines);
    if (text) this.edge.stdout.write(text);
  }
}

async function planned(command: CliCommand, call: CliCall): Promise<CliResult> {
  if (!command.destroys) return command.run(call);
  const would = await command.destroys(call);
  const lines = [would, 'Nothing was done. Say --yes to do it.'];
  return { exitCode: EXIT.usage, lines, json: { would, done: false } };
}

function linesText(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}

function jsonText(value: unknown, indent = 2): string {
  return JSON.stringify(value, (_key, it: unknown) => (typeof it === 'bigint' ? String(it) : it), indent);
}
