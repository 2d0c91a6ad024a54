import { formatMoney } from '@ledgerline/kernel';
import { Asked, every, type Reads, sql, statementOf, trusted } from '@ledgerline/platform/queries';
import { orders } from '../orders/orders';
import { revenueDaily, RevenueDailyRow } from './revenue-daily';

/** Money as decimal text in `currency`. */
export interface RevenueDay {
  readonly day: string;
  readonly currency: string;
  readonly provider: string;
  readonly orders: number;
  readonly paid: string;
  readonly tax: string;
  readonly refunds: number;
  readonly refunded: string;
  /** Of what was refunded, by disputes that were lost. */
  readonly disputed: string;
  readonly net: string;
}

export interface FailedDay {
  readonly day: string;
  readonly currency: string;
  readonly provider: string;
  readonly failed: number;
  readonly amount: string;
}

export interface Revenue {
  readonly items: readonly RevenueDay[];
  /** Orders whose payment failed and that are not paid since. */
  readonly failedPayments: readonly FailedDay[];
  readonly position: string | null;
}

export class ReadRevenue {
  constructor(
    readonly asked: Asked & {
      /** UTC days, both inclusive. */
      readonly from?: string | undefined;
      readonly to?: string | undefined;
    },
  ) {}
}

const DAYS_MAX = 2_000;

interface FailedRow {
  readonly day: string;
  readonly currency: string;
  readonly provider: string;
  readonly failed: bigint;
  readonly amount_minor: bigint;
}

export async function readRevenue({ models }: Reads, { asked }: ReadRevenue): Promise<Revenue> {
  const options = { atLeast: asked.minPosition };
  const revenue = statementOf(
    sql`select * from read_billing.revenue_daily where ${daysOf(asked, 'day')}
        order by day desc, currency, provider limit ${DAYS_MAX}`,
  );
  const failures = statementOf(
    sql`select (failed_at at time zone 'UTC')::date as day, currency, provider, count(*) as failed,
          sum(total_minor)::bigint as amount_minor
        from read_billing.orders
        where status = 'FAILED' and ${daysOf(asked, "(failed_at at time zone 'UTC')::date")}
        group by 1, 2, 3 order by 1 desc, 2, 3 limit ${DAYS_MAX}`,
  );
  const [days, failed] = await Promise.all([
    models.query<RevenueDailyRow>(revenueDaily, revenue.text, revenue.values, options),
    models.query<FailedRow>(orders, failures.text, failures.values, options),
  ]);
  return {
    items: days.rows.map(revenueDay),
    failedPayments: failed.rows.map(({ day, currency, provider, failed: count, amount_minor: amount }) => ({
      ...{ day, currency, provider, failed: Number(count), amount: formatMoney(amount, currency) },
    })),
    position: days.position ?? null,
  };
}

function daysOf({ from, to }: ReadRevenue['asked'], column: string) {
  return every([
    from === undefined ? undefined : sql`${trusted(column)} >= ${from}::date`,
    to === undefined ? undefined : sql`${trusted(column)} <= ${to}::date`,
  ]);
}

function revenueDay(row: RevenueDailyRow): RevenueDay {
  const money = (minor: bigint) => formatMoney(minor, row.currency);
  const { day, currency, provider } = row;
  return {
    ...{ day, currency, provider, orders: Number(row.orders), refunds: Number(row.refunds) },
    paid: money(row.paid_minor),
    tax: money(row.tax_minor),
    refunded: money(row.refunded_minor),
    disputed: money(row.disputed_minor),
    net: money(row.paid_minor - row.refunded_minor),
  };
}
