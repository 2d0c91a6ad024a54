import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { machineFacts } from '../../scripts/bench/measure/machine-facts';
import { FAULTS } from './faults/registry';
import { killsOf, RunFigures } from './figures';
import { FAULTS_USAGE, FaultsFlags, parseFaultsFlags } from './flags';
import { runFaults } from './run';
import { pageOf, summaryOf } from './summary';
import { ownGround } from './world/ground';

const EXIT_USAGE = 64;
const ROUNDS_MAX = 10_000;
/** Kills run a little ahead of commands, from a few at the start. */
const AHEAD_AT_MOST = 1.2;
const HEAD_START = 0.02;
/** Rounds so long that coming to rest for a check costs little, and what is lived in one fits in memory. */
const LONG = {
  rounds: ROUNDS_MAX,
  roundMs: 75_000,
  lanes: 2,
  apis: 2,
  accounts: 32,
  workers: 24,
  batchItems: 100,
};

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
  say(`seed ${flags.seed}; what the processes say is kept in ${join(folder, 'processes')}`);
  const isStopped = stopOnSignal();
  const ground = await ownGround(folder);
  try {
    if ('missing' in ground.disk) say(`SKIPPED the fault "disk full": ${ground.disk.missing}`);
    const machine = machineFacts({ postgres: ground.version, folder });
    const figures = await runFaults({
      ...{ ...LONG, ground, folder, say, seed: flags.seed, store: flags.store, faults: FAULTS },
      goOn: (sofar) => !isStopped() && goesOn(flags, sofar),
      isDue: (sofar) => isBehind(flags, sofar),
    });
    const skipped = 'missing' in ground.disk ? [`disk full (${ground.disk.missing})`] : [];
    const summary = summaryOf(figures, { machine, skipped });
    const file = join(root, `${machine.at.replaceAll(/[:.]/g, '-')}-${flags.seed}`);
    writeFileSync(`${file}.json`, `${JSON.stringify({ machine, skipped, ...figures }, null, 2)}\n`);
    writeFileSync(`${file}.md`, `${summary}\n`);
    if (flags.summary) writeFileSync(flags.summary, pageOf(summary, args));
    process.stdout.write(`\n${summary}\n\nWritten to ${file}.{json,md}\n`);
    return figures.told.length === 0 ? 0 : 1;
  } finally {
    await ground.stop();
  }
}

function say(line: string): void {
  process.stderr.write(`  ${new Date().toISOString().slice(11, 19)} ${line}\n`);
}

/** The first signal ends the round, checks it and writes the summary; a second one ends everything. */
function stopOnSignal(): () => boolean {
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      say('stopping: this round ends now and is checked');
      stopping = true;
    });
  }
  return () => stopping;
}

function goesOn({ minutes, commands, kills }: FaultsFlags, sofar: RunFigures): boolean {
  const reached = commands > 0 && sofar.acknowledged >= commands && killsOf(sofar) >= kills;
  return !reached && sofar.loadSeconds < minutes * 60;
}

/** Faults are spread over the commands, so that both bars are reached at about the same time. */
function isBehind({ commands, kills }: FaultsFlags, sofar: RunFigures): boolean {
  if (commands === 0 || kills === 0) return true;
  return killsOf(sofar) / kills <= AHEAD_AT_MOST * (sofar.acknowledged / commands) + HEAD_START;
}

main(process.argv.slice(2)).then(
  (exitCode) => process.exit(exitCode),
  (error: unknown) => {
    process.stderr.write(`${(error as Error).stack}\n`);
    process.exit(1);
  },
);
