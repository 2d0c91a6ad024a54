import { formatCredits, Timestamp } from '@ledgerline/kernel';
import { Asked, Reads } from '@ledgerline/platform/queries';
import { Metric, METRIC_DESCRIPTION } from './metrics';
import { UsageRecordRow, usageRecords } from './usage-records';

/** What of one metric was used in one billing period of a subscription. */
export interface UsageRecordView {
  readonly accountId: string;
  readonly subscriptionId: string;
  readonly metric: Metric;
  /** Credits as a decimal text, whole otherwise. */
  readonly quantity: string;
  readonly unit: 'count';
  /** Of a user's own account. */
  readonly user: string | null;
  /** Of an account that members share. */
  readonly workspace: string | null;
  readonly description: string;
  readonly metadata: { readonly ordinal: number; readonly periodEnd: Timestamp; readonly counts: string };
  /** When it last changed. */
  readonly recordedAt: Timestamp;
  /** The period's start. */
  readonly billingPeriod: Timestamp;
}

export class ListUsageRecords {
  constructor(readonly asked: Asked & { readonly accountId: string; readonly metric?: string | undefined }) {}
}

/** The newest period first; every metric has a record in every period. */
export async function listUsageRecords(
  { models }: Pick<Reads, 'models'>,
  { asked: { accountId, metric, minPosition } }: ListUsageRecords,
): Promise<{ readonly items: readonly UsageRecordView[]; readonly position: string | null }> {
  const { rows, position } = await models.query<UsageRecordRow>(
    [usageRecords],
    `select * from read_billing.usage_records
     where account_id = $1 and metric = coalesce($2, metric) order by metric`,
    [accountId, metric ?? null],
    { atLeast: minPosition },
  );
  const items = rows.flatMap(recordsOf).sort((a, b) => b.billingPeriod.localeCompare(a.billingPeriod));
  return { items, position: position ?? null };
}

export function recordsOf(row: UsageRecordRow): readonly UsageRecordView[] {
  const { account_id: accountId, metric, owner_kind: ownerKind } = row;
  return row.periods.map(({ subscriptionId, ordinal, start, end, quantity, recordedAt }) => ({
    ...{ accountId, subscriptionId, metric, unit: 'count', recordedAt, billingPeriod: start },
    quantity: metric === 'AI_CREDITS' ? formatCredits(BigInt(quantity)) : quantity,
    user: ownerKind === 'workspace' ? null : accountId,
    workspace: ownerKind === 'workspace' ? accountId : null,
    description: METRIC_DESCRIPTION[metric],
    metadata: {
      ...{ ordinal, periodEnd: end },
      counts: metric === 'AI_CREDITS' || metric === 'API_CALLS' ? 'sum' : 'maximum',
    },
  }));
}
