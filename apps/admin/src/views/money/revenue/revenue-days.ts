import type { Revenue, RevenueOfDay } from '../../../api/contract';
import { sumsOf } from '../../../figures/money';

/** What came and went on one day in one currency, exactly; decimal texts. */
export interface MoneyDay {
  readonly day: string;
  readonly orders: number;
  readonly refunds: number;
  readonly failed: number;
  readonly paid: string;
  readonly tax: string;
  readonly refunded: string;
  readonly disputed: string;
  readonly net: string;
}

type Amounts = Pick<RevenueOfDay, 'paid' | 'tax' | 'refunded' | 'disputed' | 'net'>;

/** The currencies in which anything came, went or failed. */
export function currenciesIn({ items, failedPayments }: Revenue): readonly string[] {
  return [...new Set([...items, ...failedPayments].map(({ currency }) => currency))].sort();
}

/** A line per day for one currency, whichever provider it came by. */
export function moneyDays(revenue: Revenue, currency: string, days: readonly string[]): readonly MoneyDay[] {
  const items = revenue.items.filter((item) => item.currency === currency);
  const failures = revenue.failedPayments.filter((item) => item.currency === currency);
  return days.map((day) => ({
    ...summed(
      day,
      items.filter((item) => item.day === day),
    ),
    failed: total(failures.filter((item) => item.day === day).map(({ failed }) => failed)),
  }));
}

/** All of the days in one line. */
export function wholeOf(days: readonly MoneyDay[], name: string): MoneyDay {
  return { ...summed(name, days), failed: total(days.map(({ failed }) => failed)) };
}

type Counted = Amounts & Pick<RevenueOfDay, 'orders' | 'refunds'>;

function summed(day: string, items: readonly Counted[]): Omit<MoneyDay, 'failed'> {
  const sum = (name: keyof Amounts) =>
    sumsOf(items.map((item) => ({ amount: item[name], currency: '' })))[0]?.amount ?? '0';
  return {
    ...{ day, orders: total(items.map((item) => item.orders)) },
    refunds: total(items.map((item) => item.refunds)),
    ...{ paid: sum('paid'), tax: sum('tax'), refunded: sum('refunded') },
    ...{ disputed: sum('disputed'), net: sum('net') },
  };
}

function total(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}
