import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { machineFacts } from '../../scripts/bench/measure/machine-facts';
import { FAULTS } from './faults/registry';
import { FAULTS_USAGE, FaultsFlags, parseFaultsFlags } from './flags';
import { runFaults, RunFigures } from './run';
import { summaryOf } from './summary';
import { ownGround } from './world/ground';

const EXIT_USAGE = 64;
const ROUND_MS = 60_000;
const ROUNDS_MAX = 10_000;

/** `npm run faults`: the long form of what `npm test` does in short. */
async function main(args: readonly string[]): Promise<number> {
  const flags = parseFaultsFlags(args, Date.now());
  if ('errors' in flags) {
    process.stderr.write(`${flags.errors.map((error) => `  ${error}`).join('\n')}\n\n${FAULTS_USAGE}\n`);
    return EXIT_USAGE;
  }
  if (flags.help) {
    process.stdout.write(`${FAULTS_USAGE}\n`);
    return 0;
  }
  const root = resolve(process.env.LEDGERLINE_DATA || '.ledgerline', 'faults');
  const folder = join(root, `run-${process.pid}`);
  mkdirSync(folder, { recursive: true });
  const say = (line: string) => process.stderr.write(`  ${line}\n`);
  say(`seed ${flags.seed}; what the processes say is kept in ${join(folder, 'processes')}`);
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      say('stopping after this round');
      stopping = true;
    });
  }
  const ground = await ownGround(folder);
  try {
    const machine = machineFacts({ postgres: ground.version, folder });
    const figures = await runFaults({
      ...{ ground, folder, say, seed: flags.seed, faults: FAULTS },
      ...{
        rounds: ROUNDS_MAX,
        roundMs: ROUND_MS,
        lanes: 2,
        apis: 2,
        accounts: 16,
        workers: 14,
        batchItems: 100,
      },
      goOn: (sofar) => !stopping && goesOn(flags, sofar),
    });
    const summary = summaryOf(figures, machine);
    const file = join(root, `${machine.at.replaceAll(/[:.]/g, '-')}-${flags.seed}`);
    writeFileSync(`${file}.json`, `${JSON.stringify({ machine, ...figures }, null, 2)}\n`);
    writeFileSync(`${file}.md`, `${summary}\n`);
    process.stdout.write(`\n${summary}\n\nWritten to ${file}.{json,md}\n`);
    return figures.told.length === 0 ? 0 : 1;
  } finally {
    await ground.stop();
  }
}

function goesOn({ minutes, commands }: FaultsFlags, { loadSeconds, acknowledged }: RunFigures): boolean {
  if (loadSeconds < minutes * 60) return true;
  return acknowledged < commands && loadSeconds < minutes * 120;
}

main(process.argv.slice(2)).then(
  (exitCode) => process.exit(exitCode),
  (error: unknown) => {
    process.stderr.write(`${(error as Error).stack}\n`);
    process.exit(1);
  },
);
