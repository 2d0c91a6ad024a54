import { Pool, PoolClient } from 'pg';
import { MUTABLE_TABLE_COST_MICROS } from './schema';

export interface MutableTableGeneration {
  readonly accountId: string;
  readonly generationId: string;
  readonly action: string;
  readonly actorUserId: string | null;
  readonly model: string | null;
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
}

export type MutableTableOutcome =
  | { readonly outcome: 'accepted'; readonly balanceMicros: bigint }
  | { readonly outcome: 'refused'; readonly reason: MutableTableRefusal };

type MutableTableRefusal = 'account-not-found' | 'limit-reached' | 'insufficient-credits';

/*
 * Every statement is prepared once per connection (it has a name) and answered from one index. The two sums
 * are index-only scans; the balance's row lock is taken as late as the order of the work allows.
 */
const READ_TIER = { name: 'tier', text: 'select tier from accounts where account_id = $1' };
const readUsed = (period: 'day' | 'month') => ({
  name: `used-${period}`,
  text: `select l.max_units, (
           select coalesce(sum(u.quantity), 0)::bigint from usage_events u
           where u.account_id = $1 and u.action = $2 and u.created_at >= date_trunc('${period}', now())
         ) as used
         from usage_limits l where l.tier = $3 and l.action = $2 and l.period = '${period}'`,
});
const READ_USED = [readUsed('day'), readUsed('month')];
const DEDUCT = {
  name: 'deduct',
  text: `update credit_balances set balance_micros = balance_micros - $2, updated_at = now()
         where account_id = $1 and balance_micros >= $2 returning balance_micros`,
};
const INSERT_TRANSACTION = {
  name: 'transaction',
  text: `insert into credit_transactions
           (account_id, type, amount_micros, balance_after_micros, generation_id, description)
         values ($1, 'USAGE', $2, $3, $4, $5)`,
};
const INSERT_USAGE = {
  name: 'usage',
  text: `insert into usage_events
           (account_id, action, quantity, actor_user_id, model, input_tokens, output_tokens)
         values ($1, $2, 1, $3, $4, $5, $6)`,
};
const COUNT = {
  name: 'count',
  text: `insert into usage_counters (account_id, action, day, units) values ($1, $2, current_date, 1)
         on conflict (account_id, action, day) do update set units = usage_counters.units + 1`,
};

/**
 * One generation, whole: read the tier, read and sum two limits, deduct, record, count; one transaction.
 */
export async function runGeneration(
  pool: Pool,
  generation: MutableTableGeneration,
): Promise<MutableTableOutcome> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    const outcome = await inTransaction(client, generation);
    await client.query(outcome.outcome === 'accepted' ? 'commit' : 'rollback');
    client.release();
    return outcome;
  } catch (error) {
    client.release(true);
    throw error;
  }
}

async function inTransaction(
  client: PoolClient,
  { accountId, generationId, action, actorUserId, model, inputTokens, outputTokens }: MutableTableGeneration,
): Promise<MutableTableOutcome> {
  const { rows: tiers } = await client.query<{ tier: string }>({ ...READ_TIER, values: [accountId] });
  const tier = tiers[0]?.tier;
  if (!tier) return { outcome: 'refused', reason: 'account-not-found' };
  for (const statement of READ_USED) {
    const values = [accountId, action, tier];
    const { rows } = await client.query<{ max_units: bigint; used: bigint }>({ ...statement, values });
    if (rows[0] && BigInt(rows[0].used) + 1n > BigInt(rows[0].max_units)) {
      return { outcome: 'refused', reason: 'limit-reached' };
    }
  }
  const cost = MUTABLE_TABLE_COST_MICROS.toString();
  const { rows } = await client.query<{ balance_micros: bigint }>({ ...DEDUCT, values: [accountId, cost] });
  if (!rows[0]) return { outcome: 'refused', reason: 'insufficient-credits' };
  const balance = BigInt(rows[0].balance_micros);

  const transaction = [accountId, `-${cost}`, balance.toString(), generationId, `${action} by ${model}`];
  await client.query({ ...INSERT_TRANSACTION, values: transaction });
  const usage = [accountId, action, actorUserId, model, inputTokens, outputTokens];
  await client.query({ ...INSERT_USAGE, values: usage });
  await client.query({ ...COUNT, values: [accountId, action] });
  return { outcome: 'accepted', balanceMicros: balance };
}
