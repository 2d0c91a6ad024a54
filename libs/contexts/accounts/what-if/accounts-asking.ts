import type { Timestamp } from '@ledgerline/kernel';
import type { ReadModels } from '@ledgerline/platform/projections';
import { commandAudit } from '../projections/command-audit/command-audit';
import { sql, statementOf } from '../queries/sql';

/** Accounts with a request recorded since, those with the most first. */
export async function accountsAsking(
  models: ReadModels,
  since: Timestamp,
  countMax: number,
): Promise<readonly string[]> {
  const asking = sql`
    select account_id as "accountId" from read_accounts.command_audit
    where at >= ${since}::timestamptz and command in ('RequestGeneration', 'RecordUsage')
      and account_id is not null
    group by account_id order by count(*) desc, account_id limit ${countMax}`;
  const { text, values } = statementOf(asking);
  const { rows } = await models.query<{ accountId: string }>([commandAudit], text, values);
  return rows.map(({ accountId }) => accountId);
}
