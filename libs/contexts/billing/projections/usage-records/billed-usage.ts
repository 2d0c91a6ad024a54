import { invariant } from '@ledgerline/kernel';
import type { ReadModels } from '@ledgerline/platform/projections';
import type { PricedLine } from '../../domain/money/lines';
import type { UsageToBill } from '../../domain/subscription/subscription-facts';
import { METRIC_DESCRIPTION, METRIC_OF_LIMIT } from './metrics';
import { UsageRecordRow, usageRecords } from './usage-records';

export interface BilledUsageAsked {
  readonly accountId: string;
  readonly usage: UsageToBill;
  readonly currency: string;
  /** Of the fact that ended the period: the bill reflects at least this. */
  readonly position: string;
}

/**
 * What of a period that is over was used beyond its share, as lines at its unit prices. What is counted later
 * belongs to the next period, so the same is answered whenever it is asked.
 * @throws ReadModelBehind while the read model has not come to the period's end
 */
export async function usageLinesOf(
  models: Pick<ReadModels, 'query'>,
  { accountId, usage, position }: BilledUsageAsked,
): Promise<PricedLine[]> {
  const { rows } = await models.query<UsageRecordRow>(
    [usageRecords],
    'select * from read_billing.usage_records where account_id = $1',
    [accountId],
    { atLeast: position },
  );
  return usageLines(rows, usage);
}

export function usageLines(
  rows: readonly Pick<UsageRecordRow, 'metric' | 'periods'>[],
  { period, prices }: UsageToBill,
): PricedLine[] {
  return prices.flatMap(({ limit, included, unitMinor }) => {
    const metric = METRIC_OF_LIMIT[limit];
    const counted = rows
      .find((row) => row.metric === metric)
      ?.periods.find(({ ordinal, start }) => ordinal === period.ordinal && start === period.start);
    if (!metric || !counted) return [];
    const beyond = BigInt(counted.quantity) - BigInt(included);
    if (beyond <= 0n) return [];
    invariant(beyond <= BigInt(Number.MAX_SAFE_INTEGER), 'a quantity is a whole number that is exact');
    const days = `${period.start.slice(0, 10)} to ${period.end.slice(0, 10)}`;
    const description = `${METRIC_DESCRIPTION[metric]} beyond ${included}, ${days}`;
    const quantity = Number(beyond);
    return [{ type: 'usage' as const, description, quantity, unitMinor, amountMinor: beyond * unitMinor }];
  });
}
