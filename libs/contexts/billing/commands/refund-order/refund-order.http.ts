import { IsOptional } from 'class-validator';
import { formatMoney, parseMoney } from '@ledgerline/kernel';
import type { CommandSlice } from '@ledgerline/platform/commands';
import { Currency, MoneyText, Nested, Text } from '@ledgerline/platform/http';
import type { OrderEvent, RefundRequested } from '../../domain/order/order-events';
import type { OrderState } from '../../domain/order/order-state';
import { RefundOrder, refundOrder } from './refund-order';

class RefundAmountBody {
  @MoneyText()
  amount!: string;

  @Currency()
  currency!: string;
}

class RefundOrderBody {
  @IsOptional()
  @Nested(() => RefundAmountBody)
  amount?: RefundAmountBody;

  @IsOptional()
  @Text(200)
  paymentId?: string;

  @Text(500)
  reason!: string;
}

export const refundOrderSlice: CommandSlice<RefundOrderBody, RefundOrder, OrderState, OrderEvent, undefined> =
  {
    name: 'RefundOrder',
    route: {
      tag: 'orders',
      path: '/v1/accounts/:accountId/orders/:orderId/refunds',
      summary: 'Give money of an order back, all that is left or a part; its credits go with it',
      roles: ['finance'],
      refusals: [
        'order-not-found',
        'order-not-paid',
        'payment-not-found',
        'order-disputed',
        'currency-differs',
        'refund-without-amount',
        'refund-above-rest',
      ],
      examples: {
        body: { amount: { amount: '2.00', currency: 'USD' }, reason: 'half of it was not delivered' },
        facts: { refundId: '41d0…', amount: '2.00', currency: 'USD', paymentId: 'pay_1' },
      },
    },
    body: RefundOrderBody,
    streamId: ({ params }) => params.orderId!,
    command: ({ body, params }) => ({
      accountId: params.accountId!,
      amount: body.amount
        ? {
            amountMinor: parseMoney(body.amount.amount, body.amount.currency)!,
            currency: body.amount.currency,
          }
        : null,
      paymentId: body.paymentId ?? null,
      reason: body.reason,
    }),
    decide: refundOrder,
    facts: (events) => {
      const asked = events.find(({ type }) => type === 'RefundRequested')?.data as
        RefundRequested['data'] | undefined;
      if (!asked) return {};
      const { refundId, amountMinor, currency, paymentId } = asked;
      return { refundId, amount: formatMoney(amountMinor, currency), currency, paymentId };
    },
  };
