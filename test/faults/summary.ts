import { MachineFacts } from '../../scripts/bench/measure/machine-facts';
import { killsOf, RunFigures } from './figures';

/** What a run was, in a page: written beside the JSON, and kept in docs/FAULTS.md for the long one. */
export function summaryOf(
  figures: RunFigures,
  { machine, skipped }: { readonly machine: MachineFacts; readonly skipped: readonly string[] },
): string {
  const { seed, store, rounds, acknowledged, accepted, refused, noEffect, unrecorded } = figures;
  const { asksRepeated, events } = figures;
  const kills = killsOf(figures);
  const count = (kind: string) => figures.violations[kind] ?? 0;
  const all = Object.values(figures.violations).reduce((sum, times) => sum + times, 0);
  const injected = Object.entries(figures.injected).sort(([a], [b]) => (a < b ? -1 : 1));
  return [
    `**${all === 0 ? 'Nothing was lost, doubled or turned around.' : `${all} VIOLATIONS.`}** Seed \`${seed}\`,`,
    `log in ${STORES[store]}, ${rounds} rounds, ${minutesOf(figures.loadSeconds)} under faults and ${figures.checkSeconds} s of checking.`,
    '',
    '| what | how many |',
    '| --- | --- |',
    ...[
      ['commands acknowledged', acknowledged],
      ['… accepted / refused / without effect', `${say(accepted)} / ${say(refused)} / ${say(noEffect)}`],
      ['… beyond that answered `too-many-refusals`, by design not recorded', unrecorded],
      ['commands asked again with their key', asksRepeated],
      ['events in the log, each read and replayed', events],
      ['rows of read models compared with the fold at the end', figures.rowsCompared],
      ['processes killed with SIGKILL', `${kills} (${listOf(figures.kills)})`],
      ['acknowledged and lost', count('lost')],
      ['in the log twice', count('doubled')],
      ['out of order', count('out-of-order')],
      ['other violations', all - count('lost') - count('doubled') - count('out-of-order')],
    ].map(([what, value]) => `| ${what} | ${typeof value === 'number' ? say(value) : value} |`),
    '',
    '| fault | injected | bit |',
    '| --- | --- | --- |',
    ...injected.map(([name, { times, bit }]) => `| ${name} | ${times} | ${bit} |`),
    '',
    ...skipped.map((what) => `**Not injected here**: ${what}.\n`),
    `Clients asked again because of: ${listOf(figures.retriedFor)}.`,
    `Processes that ended by themselves and were started again: ${listOf(figures.endedByThemselves)}.`,
    '',
    `${machine.at.slice(0, 10)}: ${machine.cores} cores (${machine.processor}), ${machine.memoryGiB} GiB, Node`,
    `${machine.node}, ${machine.postgres}; processes, database, clients and checker share the cores, and others`,
    `worked on the machine (load ${machine.loadAverage} before the run).`,
    ...figures.told.map((told) => `\n- ${told}`),
  ].join('\n');
}

const STORES: Readonly<Record<RunFigures['store'], string>> = {
  postgres: 'PostgreSQL',
  'eventstoredb-double': "the double of EventStoreDB's protocol",
};

/** The summary as docs/FAULTS.md has it. */
export function pageOf(summary: string, args: readonly string[]): string {
  return [
    '# The longest fault run so far',
    '',
    `\`npm run faults -- ${args.join(' ')}\`. The bar is 1,000,000 acknowledged commands and 200 kills in one run, with`,
    'nothing lost, doubled or out of order. How it works, and what it cannot see:',
    '[decision 17](decisions/0017-the-faults-checker-reads-everything-once.md) and',
    '[decision 24](decisions/0024-every-fault-is-injected-until-it-bites.md).',
    '',
    summary,
    '',
  ].join('\n');
}

function minutesOf(seconds: number): string {
  return `${(seconds / 60).toFixed(1)} min`;
}

function say(value: number): string {
  return value.toLocaleString('en-US');
}

function listOf(counts: Readonly<Record<string, number>>): string {
  const told = Object.entries(counts).map(([name, times]) => `${name} ${say(times)}`);
  return told.length > 0 ? told.join(', ') : 'none';
}
