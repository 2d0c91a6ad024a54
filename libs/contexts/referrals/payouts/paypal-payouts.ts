import {
  askPaypal,
  paypalClient,
  paypalMoney,
  type PaypalSettings,
  ProviderRefused,
} from '@ledgerline/contexts/billing';
import type { PayoutOrder, PayoutProvider, PayoutState } from './payout-provider';

/** PayPal refuses a batch's name that it has seen for 30 days; one less, for clocks differ. */
const KNOWS_FOR_DAYS = 29;

const PAYOUTS = '/v1/payments/payouts';

interface Batch {
  readonly batch_header: { readonly payout_batch_id: string; readonly batch_status: string };
  readonly items?: readonly {
    readonly transaction_id?: string;
    readonly transaction_status?: string;
    readonly errors?: { readonly name?: string };
  }[];
}

/** What an item comes to, where no money went or it has come back. */
const FAILED = new Set(['FAILED', 'RETURNED', 'BLOCKED', 'REFUNDED', 'REVERSED']);
const BATCH_FAILED = new Set(['DENIED', 'CANCELED']);

/**
 * Payouts by PayPal: a batch of one, named after its payout. PayPal finds a batch by that name only when the
 * same one is sent again: it pays none twice, and says where the first is. So a payout whose batch is not
 * known is `unknown` until it is told to pay, and paying finds what was paid.
 */
export function paypalPayouts(settings: PaypalSettings): PayoutProvider {
  const { call } = paypalClient(settings);
  const batchAt = async (batchId: string): Promise<PayoutState> =>
    stateOf(JSON.parse(await askPaypal(() => call('GET', `${PAYOUTS}/${batchId}`))) as Batch);
  return {
    method: 'PAYPAL',
    knowsForDays: KNOWS_FOR_DAYS,
    statusOf: ({ transactionId }) =>
      transactionId === null ? Promise.resolve({ state: 'unknown' }) : batchAt(transactionId),
    pay: async (order) => {
      const sent = await sentOr(order, (body) => call('POST', PAYOUTS, body));
      return typeof sent === 'string' ? batchAt(sent) : sent;
    },
  };
}

/** The batch's id, whether it is new or was sent before. */
async function sentOr(
  order: PayoutOrder,
  send: (body: unknown) => Promise<{ result: string }>,
): Promise<string | PayoutState> {
  const known: { batchId?: string } = {};
  try {
    const body = batchOf(order);
    const answer = await askPaypal(() =>
      send(body).catch((error: unknown) => {
        const batchId = batchNamedBy(error);
        if (batchId === undefined) throw error;
        known.batchId = batchId;
        return { result: '' };
      }),
    );
    return known.batchId ?? (JSON.parse(answer) as Batch).batch_header.payout_batch_id;
  } catch (error) {
    if (error instanceof ProviderRefused) return { state: 'failed', reason: error.reason };
    throw error;
  }
}

function batchOf({ payoutId, destination, amountMinor, currency }: PayoutOrder): unknown {
  const { value } = paypalMoney(amountMinor, currency);
  const item = { recipient_type: 'EMAIL', receiver: destination, sender_item_id: payoutId };
  return {
    sender_batch_header: { sender_batch_id: payoutId, email_subject: 'Your referral earnings' },
    items: [{ ...item, amount: { value, currency } }],
  };
}

/** Refusing what was sent before, PayPal tells the way to it. */
function batchNamedBy(error: unknown): string | undefined {
  const { body } = error as { body?: unknown };
  return typeof body === 'string' ? /\/payments\/payouts\/([\w-]+)"/.exec(body)?.[1] : undefined;
}

function stateOf({ batch_header: { payout_batch_id, batch_status }, items = [] }: Batch): PayoutState {
  if (BATCH_FAILED.has(batch_status)) return { state: 'failed', reason: batch_status.toLowerCase() };
  const [item] = items;
  const status = item?.transaction_status ?? '';
  if (status === 'SUCCESS') return { state: 'paid', transactionId: item?.transaction_id ?? payout_batch_id };
  if (FAILED.has(status)) return { state: 'failed', reason: (item?.errors?.name ?? status).toLowerCase() };
  return { state: 'pending', transactionId: payout_batch_id };
}
