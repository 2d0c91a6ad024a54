import type { Client } from 'pg';
import { projections } from '@ledgerline/system';
import { Fault } from './fault';

/** Every rebuild reads the whole log: beyond this it would take the processor from all others for minutes. */
const EVENTS_MAX = 150_000n;
const LEAST_MS = 15_000;
/** What is killed or cut off by another fault is asked for again, as an operator would. */
const ATTEMPTS_MAX = 6;
/** What the tool says when it does not show what it built; else it only could not do its work just now. */
const FOUND_SOMETHING = /mend the fold|it halted at/;

/**
 * A rebuild dies half-way and is asked for again; then the rows that readers see are those of the new table,
 * which the check after the round compares.
 */
export const killRebuild: Fault = {
  name: 'kill at rebuild.half-way',
  weight: 2,
  leastMs: LEAST_MS,
  inject: async ({ system, chance, violations, withAdmin }) => {
    if ((await withAdmin(eventsOf)) > EVENTS_MAX) return 'not-now';
    const { name } = chance.pick(projections);
    const words = ['projections', 'rebuild', name];
    const { killed } = await system.tool(words, { LEDGERLINE_FAILPOINT: 'rebuild.half-way' });
    for (let attempt = 1; attempt <= ATTEMPTS_MAX; attempt++) {
      const { code, said } = await system.tool(words, {});
      if (code === 0) return killed;
      if (FOUND_SOMETHING.test(said)) violations.add('row-differs', `the rebuild of ${name} says: ${said}`);
    }
    return false;
  },
};

async function eventsOf(db: Client): Promise<bigint> {
  const { rows } = await db.query<{ head: bigint }>(
    'select coalesce(max(position), 0)::int8 as head from log.head',
  );
  return rows[0]!.head;
}
