import { MachineFacts } from '../../scripts/bench/measure/machine-facts';
import { RunFigures } from './run';

/** What a run was, in a page: written beside the JSON, and kept in docs/FAULTS.md for the long one. */
export function summaryOf(figures: RunFigures, machine: MachineFacts): string {
  const { seed, rounds, acknowledged, accepted, refused, noEffect, unrecorded, asksRepeated, events } =
    figures;
  const kills = Object.values(figures.kills).reduce((sum, times) => sum + times, 0);
  const count = (kind: string) => figures.violations[kind] ?? 0;
  const all = Object.values(figures.violations).reduce((sum, times) => sum + times, 0);
  const injected = Object.entries(figures.injected).sort(([a], [b]) => (a < b ? -1 : 1));
  return [
    `**${all === 0 ? 'Nothing was lost, doubled or turned around.' : `${all} VIOLATIONS.`}** Seed \`${seed}\`,`,
    `${rounds} rounds, ${minutesOf(figures.loadSeconds)} under faults and ${figures.checkSeconds} s of checking.`,
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
    `Clients asked again because of: ${listOf(figures.retriedFor)}.`,
    `Processes that ended by themselves and were started again: ${listOf(figures.endedByThemselves)}.`,
    '',
    `${machine.at.slice(0, 10)}: ${machine.cores} cores (${machine.processor}), ${machine.memoryGiB} GiB, Node`,
    `${machine.node}, ${machine.postgres}; processes, database, clients and checker share the cores, and others`,
    `worked on the machine (load ${machine.loadAverage} before the run).`,
    ...figures.told.map((told) => `\n- ${told}`),
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
