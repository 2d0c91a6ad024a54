import type { Timestamp } from '@ledgerline/kernel';
import type { Position } from '@ledgerline/platform/eventstore';
import type { ReadModels } from '@ledgerline/platform/projections';
import { sql, statementOf } from '@ledgerline/platform/queries';
import { commandAudit } from '../projections/command-audit/command-audit';

/** Which accounts are asked for. */
export interface AccountsAsked {
  /** They made a request since. */
  readonly since: Timestamp;
  readonly countMax: number;
  /** What the audit must reflect; undefined for an empty log. */
  readonly upTo: Position | undefined;
}

/**
 * Accounts with a request recorded since, those with the most first.
 * @throws ReadModelBehind where the audit does not come to `upTo` in time: who asked just now is not left out
 */
export async function accountsAsking(
  models: ReadModels,
  { since, countMax, upTo }: AccountsAsked,
): Promise<readonly string[]> {
  const asking = sql`
    select account_id as "accountId" from read_accounts.command_audit
    where at >= ${since}::timestamptz and command in ('RequestGeneration', 'RecordUsage')
      and account_id is not null
    group by account_id order by count(*) desc, account_id limit ${countMax}`;
  const { text, values } = statementOf(asking);
  const { rows } = await models.query<{ accountId: string }>([commandAudit], text, values, { atLeast: upTo });
  return rows.map(({ accountId }) => accountId);
}
