import { utcDay } from '@ledgerline/kernel';
import { totalProjection } from '@ledgerline/platform/projections';
import type { OrderEvent } from '../../domain/order/order-events';

/** Money in and back out on one UTC day, in one currency through one provider. */
export interface RevenueDailyRow {
  day: string;
  currency: string;
  provider: string;
  orders: bigint;
  paid_minor: bigint;
  tax_minor: bigint;
  refunds: bigint;
  refunded_minor: bigint;
  /** Of what went back, by disputes that were lost. */
  disputed_minor: bigint;
}

type Row = RevenueDailyRow;

export const revenueDaily = totalProjection<Row, OrderEvent>({
  name: 'revenue_daily',
  version: 1,
  schema: 'read_billing',
  columns: {
    ...{ day: 'date', currency: 'text', provider: 'text', orders: 'bigint', paid_minor: 'bigint' },
    ...{ tax_minor: 'bigint', refunds: 'bigint', refunded_minor: 'bigint', disputed_minor: 'bigint' },
  },
  key: ['day', 'currency', 'provider'],
  indexes: [],
  financial: true,
  on: {
    OrderPaid: {
      keys: ({ data }) => [keyOf(data.paidAt, { ...data, ...data.totals })],
      fold: (row, { data: { totals } }, key) => {
        const before = row ?? empty(key);
        return {
          ...before,
          orders: before.orders + 1n,
          paid_minor: before.paid_minor + totals.totalMinor,
          tax_minor: before.tax_minor + totals.taxMinor,
        };
      },
    },
    OrderRefunded: {
      keys: ({ data }) => [keyOf(data.refundedAt, { ...data, ...data.totals })],
      fold: (row, { data }, key) => wentBack(row ?? empty(key), { ...data, refunds: 1n }),
    },
    // What did not arrive is income again until it is sent once more.
    RefundReturned: {
      keys: ({ data }) => (data.of === 'order' ? [keyOf(data.returnedAt, data)] : []),
      fold: (row, { data }, key) =>
        wentBack(row ?? empty(key), { ...data, amountMinor: -data.amountMinor, refunds: -1n }),
    },
    OwedMoneyRefunded: {
      keys: ({ data }) => [keyOf(data.refundedAt, data)],
      fold: (row, { data }, key) => wentBack(row ?? empty(key), { ...data, refunds: 1n }),
    },
    ...{ OrderPlaced: 'ignored', CheckoutOpened: 'ignored', PaymentOverdue: 'ignored' },
    ...{ OrderFailed: 'ignored', OrderExpired: 'ignored', OrderGranted: 'ignored' },
    ...{ OrderGrantRefused: 'ignored', RefundRequested: 'ignored', OrderPaymentMismatched: 'ignored' },
    ...{ RefundFailed: 'ignored', StrayPaymentRefunded: 'ignored', RefundMismatched: 'ignored' },
    ...{ MovementSetAside: 'ignored', DisputeOpened: 'ignored', DisputeWon: 'ignored' },
    DisputeLost: 'ignored',
  },
});

function keyOf(at: string, { currency, provider }: { readonly currency: string; readonly provider: string }) {
  return { day: utcDay(at), currency, provider };
}

function wentBack(
  before: Row,
  of: { readonly amountMinor: bigint; readonly cause: 'refund' | 'dispute'; readonly refunds: bigint },
): Row {
  return {
    ...before,
    refunds: before.refunds + of.refunds,
    refunded_minor: before.refunded_minor + of.amountMinor,
    disputed_minor: before.disputed_minor + (of.cause === 'dispute' ? of.amountMinor : 0n),
  };
}

function empty(key: Partial<Row>): Row {
  const nothing = { orders: 0n, paid_minor: 0n, tax_minor: 0n, refunds: 0n };
  return { ...(key as Row), ...nothing, refunded_minor: 0n, disputed_minor: 0n };
}
