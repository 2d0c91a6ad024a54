import type { LimitFigures, UsageFigures } from '../usage/usage-figures';
import { judged, Verdict, whole } from './verdict';

/** Issue 5: a burst of ten seconds. */
const BURST_ITEMS_PER_SECOND = { bar: 20_000, aim: 20_000 };

/** Bursts with where the processor's time went, then the ladder of rates. */
export function usageTable({ bursts, rates, sustainedPerSecond }: UsageFigures): string[] {
  return [
    '| usage in batches of 1,000 | items/s | batch p50 / p99 | CPU µs an item (api + projector + PostgreSQL + caller) | caught up after |',
    '|---|---|---|---|---|',
    ...bursts.map(
      ({ accountsPerBatch, itemsPerSecond, batchP50Ms, batchP99Ms, cpuMicrosPerItem, ...rest }) => {
        const { api, projector, postgres, caller } = cpuMicrosPerItem;
        const parts = [api, projector, postgres, caller];
        const total = parts.reduce((sum, part) => sum + part, 0);
        return `| ${[
          `burst of ${rest.seconds.toFixed(0)} s, ${accountsText(accountsPerBatch)} a batch`,
          whole(itemsPerSecond),
          `${whole(batchP50Ms)} / ${whole(batchP99Ms)} ms`,
          `${whole(total)} (${parts.map((part) => whole(Math.round(part))).join(' + ')})`,
          `${(rest.lagMs / 1_000).toFixed(1)} s`,
        ].join(' | ')} |`;
      },
    ),
    '',
    '| sent a second, 10 accounts a batch | reached | read models behind, at worst |',
    '|---|---|---|',
    ...rates.map(({ itemsPerSecond, reachedPerSecond, lagMs }) => {
      return `| ${whole(itemsPerSecond)} | ${whole(reachedPerSecond)} | ${(lagMs / 1_000).toFixed(1)} s |`;
    }),
    '',
    `Sustained, with the read models less than 5 s behind: ${whole(sustainedPerSecond)} items/s.`,
    '',
  ];
}

export function limitTable(limits: readonly LimitFigures[]): string[] {
  return [
    '| limits of the action | decisions/s | CPU µs a decision |',
    '|---|---|---|',
    ...limits.map(({ limits: count, decisionsPerSecond, cpuMicrosPerDecision }) => {
      return `| ${count} | ${whole(decisionsPerSecond)} | ${whole(Math.round(cpuMicrosPerDecision))} |`;
    }),
    '',
    'A decision is the whole way of a command in one process, on a log in memory: no wire, no database.',
    '',
  ];
}

export function usageVerdicts({ bursts }: UsageFigures): Verdict[] {
  return bursts.map(({ accountsPerBatch, itemsPerSecond, seconds }) => ({
    what: `usage in batches, burst of ${seconds.toFixed(0)} s, ${accountsText(accountsPerBatch)} a batch`,
    ...judged(itemsPerSecond, BURST_ITEMS_PER_SECOND, { unit: 'items/s', better: 'more' }),
  }));
}

function accountsText(accounts: number): string {
  return accounts === 1 ? 'one account' : `${whole(accounts)} accounts`;
}
