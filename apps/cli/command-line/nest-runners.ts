import { Type } from '@nestjs/common';
import { Command, CommandRunner, Option, SubCommand } from 'nest-commander';
import { CliCall, CliCommand } from './cli-command';

type Execute = (command: CliCommand, args: readonly string[], options: CliCall['options']) => Promise<void>;

/** What nest-commander hands over before anything runs. */
interface CommanderCommand {
  exitOverride(callback: (error: Error) => never): unknown;
  help(context: { error: boolean }): never;
}

/**
 * nest-commander wants a decorated class per command. They are made here, all alike, so that a command of
 * ours stays a plain object; it finds a class's options by the class's name, so each has a name of its own.
 */
export function nestRunners(commands: readonly CliCommand[], execute: Execute): Type[] {
  const groups = new Map<string, CliCommand[]>();
  for (const command of commands) {
    const [group] = command.words.split(' ');
    groups.set(group!, [...(groups.get(group!) ?? []), command]);
  }
  return [...groups].flatMap(([group, members]) => {
    if (members.length === 1 && members[0]!.words === group) return [runnerOf(members[0]!, execute, Command)];
    const subCommands = members.map((member) => runnerOf(member, execute, SubCommand));
    return [groupRunner(group, subCommands), ...subCommands];
  });
}

type Decorate = typeof Command | typeof SubCommand;

function runnerOf(command: CliCommand, execute: Execute, decorate: Decorate): Type<CommandRunner> {
  const runner = class {
    setCommand(made: CommanderCommand): this {
      made.exitOverride(rethrow);
      return this;
    }

    run(args: readonly string[], options: CliCall['options']): Promise<void> {
      return execute(command, args, options);
    }
  };
  for (const [flags, description] of Object.entries(optionsOf(command))) {
    const name = `take ${flags}`;
    const take = { value: (text?: string) => text ?? true, configurable: true };
    Object.defineProperty(runner.prototype, name, take);
    // Without a value commander stores what is preset, so a flag that is given reads `true`.
    const preset = flags.includes('<') ? {} : { defaultValue: undefined };
    Option({ flags, description, ...preset })(runner.prototype, name, take);
  }
  const { summary: description, arguments: taken = {}, words } = command;
  const argsDescription = Object.fromEntries(
    Object.entries(taken).map(([word, said]) => [word.slice(1, -1), said]),
  );
  const shape = Object.keys(taken).join(' ') || undefined;
  const name = words.split(' ').at(-1)!;
  return named(runner, words, decorate({ name, description, arguments: shape, argsDescription }));
}

/** `projections` alone does nothing: it lists what there is. */
function groupRunner(group: string, subCommands: Type<CommandRunner>[]): Type<CommandRunner> {
  const runner = class {
    private command: CommanderCommand;

    setCommand(made: CommanderCommand): this {
      made.exitOverride(rethrow);
      this.command = made;
      return this;
    }

    run(): Promise<void> {
      return this.command.help({ error: true });
    }
  };
  const description = `${subCommands.length} commands, see: ${group} --help`;
  return named(runner, group, Command({ name: group, description, subCommands }));
}

/** It calls `setCommand` and `run` and looks for no ancestor: the shape of a runner is enough. */
function named(runner: Type, words: string, decorate: ReturnType<Decorate>): Type<CommandRunner> {
  Object.defineProperty(runner, 'name', { value: `Runner of ${words}` });
  decorate(runner as Type<CommandRunner>);
  return runner as Type<CommandRunner>;
}

function optionsOf({ options = {}, destroys }: CliCommand): Record<string, string> {
  return {
    ...options,
    ...(destroys && { '--yes': 'do it; without this it only says what it would do' }),
    '--json': 'print JSON for a program instead of text for a person',
  };
}

function rethrow(error: Error): never {
  throw error;
}
