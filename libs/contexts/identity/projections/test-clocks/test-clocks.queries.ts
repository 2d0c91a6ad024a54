import type { Position } from '@ledgerline/platform/eventstore';
import { Reads, sql, statementOf } from '@ledgerline/platform/queries';
import { parties } from '../parties/parties';
import { TestClockRow, testClocks } from './test-clocks';

export class GetTestClock {
  constructor(
    readonly clockId: string,
    readonly minPosition: Position | undefined,
  ) {}
}

/** `clock` is undefined where there is none. */
export async function getTestClock(
  { models }: Pick<Reads, 'models'>,
  { clockId, minPosition: atLeast }: GetTestClock,
) {
  const { text, values } = statementOf(sql`
    select time, target, created_at from read_identity.test_clocks where clock_id = ${clockId}`);
  const asked = await models.query<TestClockRow>([testClocks], text, values, { atLeast });
  const position = asked.position ?? null;
  const [row] = asked.rows;
  if (!row) return { clock: undefined, position };
  const { time, target, created_at: createdAt } = row;
  const bound = await testClockParties(models, clockId);
  const status = target === null ? 'ready' : 'advancing';
  return { clock: { clockId, status, time, target, parties: bound, createdAt }, position };
}

/** Who lives in the time of a clock. */
export async function testClockParties(
  models: Pick<Reads['models'], 'query'>,
  clockId: string,
): Promise<readonly string[]> {
  const { text, values } = statementOf(sql`
    select party_id from read_identity.parties where test_clock_id = ${clockId} order by party_id`);
  const { rows } = await models.query<{ party_id: string }>([parties], text, values);
  return rows.map(({ party_id: partyId }) => partyId);
}
