import { formatMoney, parseMoney } from '@ledgerline/kernel';
import type { CommandSlice } from '@ledgerline/platform/commands';
import { Currency, MoneyText, OneOf, Text } from '@ledgerline/platform/http';
import type {
  BatchedPayout,
  PayoutBatchEvent,
  PayoutBatchState,
} from '../../domain/payout-batch/payout-batch';
import { PAYOUT_METHODS, type PayoutMethod } from '../../payouts/payout-provider';
import type { PendingPayouts } from '../../referral-lookup';
import { factOf } from '../referrals-command';
import { StartPayoutBatch, startPayoutBatch } from './start-payout-batch';

class StartPayoutBatchBody {
  @OneOf(PAYOUT_METHODS)
  method!: PayoutMethod;

  @MoneyText()
  amount!: string;

  @Currency()
  currency!: string;

  @Text(500)
  reason!: string;
}

type Slice = CommandSlice<
  StartPayoutBatchBody,
  StartPayoutBatch,
  PayoutBatchState,
  PayoutBatchEvent,
  undefined
>;

export const startPayoutBatchSlice = (pendingPayouts: PendingPayouts): Slice => ({
  name: 'StartPayoutBatch',
  route: {
    tag: 'referrals',
    path: '/v1/payout-batches',
    summary: 'Approve the pending payouts of a method and currency, the oldest first, up to an amount',
    roles: [],
    acceptedStatus: 201,
    refusals: ['no-payouts-pending'],
    examples: {
      body: { method: 'PAYPAL', amount: '500.00', currency: 'USD', reason: 'payouts of November' },
      facts: { batchId: '9c1f…', count: 12, total: '430.00', currency: 'USD', payouts: ['5b0e…'] },
    },
  },
  body: StartPayoutBatchBody,
  streamId: ({ newId }) => newId,
  gather: ({ body }) => pendingPayouts({ method: body.method, currency: body.currency }),
  command: ({ body }, pending) => ({
    method: body.method,
    currency: body.currency,
    upToMinor: parseMoney(body.amount, body.currency)!,
    reason: body.reason,
    pending: pending as readonly BatchedPayout[],
  }),
  decide: startPayoutBatch,
  facts: (events) => {
    const started = factOf(events, 'PayoutBatchStarted');
    if (!started) return {};
    const { batchId, payouts, totalMinor, currency } = started;
    const total = formatMoney(totalMinor, currency);
    return {
      batchId,
      count: payouts.length,
      total,
      currency,
      payouts: payouts.map(({ payoutId }) => payoutId),
    };
  },
});
