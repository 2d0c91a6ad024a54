import type { ReadRows } from '@ledgerline/platform/projections';
import { sql, statementOf } from '@ledgerline/platform/queries';

/** Asked for though the catalog does not name it: misspelt, or forgotten in the catalog. */
export interface UnknownAction {
  readonly action: string;
  /** Refused ones too. */
  readonly requests: number;
}

const LISTED_MAX = 100;

/** Actions asked for since a day that are none of `known`, busiest first. */
export async function unknownActions(
  read: ReadRows,
  firstDay: string,
  known: readonly string[],
): Promise<readonly UnknownAction[]> {
  const { text, values } = statementOf(sql`
    select action, sum(requested + refused)::bigint as requests
    from read_accounts.usage_totals where day >= ${firstDay}::date and action <> all(${known}::text[])
    group by action order by requests desc, action limit ${LISTED_MAX}`);
  const rows = await read<{ action: string; requests: bigint }>(text, values);
  return rows.map(({ action, requests }) => ({ action, requests: Number(requests) }));
}
