import { runCli } from './command-line/run-cli';
import { commands } from './registry';

/** `npm run cli -- <command>`: the operator's tool. */
async function main(): Promise<void> {
  const { stdout, stderr, env } = process;
  process.exitCode = await runCli(commands, process.argv.slice(2), { stdout, stderr, variables: env });
}

void main();
