import { statementOf, Reads, sql } from '@ledgerline/platform/queries';
import { TestClockRow, testClocks } from './test-clocks';

export class GetTestClock {
  constructor(
    readonly clockId: string,
    readonly minPosition: string | undefined,
  ) {}
}

/** Undefined where there is none. */
export async function getTestClock(
  { models }: Pick<Reads, 'models'>,
  { clockId, minPosition: atLeast }: GetTestClock,
) {
  const { text, values } = statementOf(
    sql`select clock_id, time, target, parties, created_at from read_identity.test_clocks where clock_id = ${clockId}`,
  );
  const asked = await models.query<TestClockRow>([testClocks], text, values, { atLeast });
  const [row] = asked.rows;
  if (!row) return { clock: undefined, position: asked.position ?? null };
  const { time, target, parties, created_at: createdAt } = row;
  const status = target === null ? 'ready' : 'advancing';
  return {
    clock: { clockId, status, time, target, parties, createdAt },
    position: asked.position ?? null,
  };
}

/** Who lives in the time of a clock. */
export async function testClockParties(
  models: Pick<Reads['models'], 'query'>,
  clockId: string,
): Promise<readonly string[]> {
  const { text, values } = statementOf(
    sql`select parties from read_identity.test_clocks where clock_id = ${clockId}`,
  );
  const { rows } = await models.query<Pick<TestClockRow, 'parties'>>([testClocks], text, values);
  return rows[0]?.parties ?? [];
}
