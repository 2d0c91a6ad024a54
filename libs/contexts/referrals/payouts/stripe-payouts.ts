import {
  askStripe,
  ProviderRefused,
  stripeAmount,
  stripeClient,
  type StripeSettings,
} from '@ledgerline/contexts/billing';
import type { PayoutAsked, PayoutOrder, PayoutProvider, PayoutState } from './payout-provider';

/**
 * Payouts by Stripe: a transfer to the connected account that the payout names. Stripe keeps the key of a
 * transfer for a day; what is older is found by its group, so that it is not made again.
 */
export function stripePayouts(settings: StripeSettings): PayoutProvider {
  const stripe = stripeClient(settings);
  const statusOf = async ({ payoutId }: PayoutAsked): Promise<PayoutState> => {
    const transfer_group = groupOf(payoutId);
    const { data } = await askStripe(() => stripe.transfers.list({ transfer_group, limit: 1 }));
    const [made] = data;
    if (!made) return { state: 'unknown' };
    return made.reversed
      ? { state: 'failed', reason: 'reversed' }
      : { state: 'paid', transactionId: made.id };
  };
  const transfer = async ({ payoutId, accountId, amountMinor, currency, destination }: PayoutOrder) => {
    const made = await stripe.transfers.create(
      {
        amount: stripeAmount(amountMinor, currency),
        currency: currency.toLowerCase(),
        destination,
        transfer_group: groupOf(payoutId),
        metadata: { payoutId, accountId },
      },
      { idempotencyKey: `payout:${payoutId}` },
    );
    return { state: 'paid', transactionId: made.id } as const;
  };
  return {
    method: 'STRIPE',
    knowsForDays: null,
    statusOf,
    pay: async (order) => {
      const known = await statusOf(order);
      if (known.state !== 'unknown') return known;
      return askStripe(() => transfer(order)).catch((error: unknown) => failedFor(error));
    },
  };
}

function groupOf(payoutId: string): string {
  return `payout:${payoutId}`;
}

function failedFor(error: unknown): PayoutState {
  if (error instanceof ProviderRefused) return { state: 'failed', reason: error.reason };
  throw error;
}
