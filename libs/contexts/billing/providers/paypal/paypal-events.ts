import { ProviderEvent, ProviderFact, WebhookRefused } from '../payment-provider';
import { REVERSAL_MARK } from '../../domain/order/returned-money';
import { minorOfPaypal } from './paypal-amounts';
import { instantOf } from './paypal-payments';

interface Money {
  readonly currency_code: string;
  readonly value: string;
}

/** What is read of the things that events are about; PayPal tells much more. */
interface Resource {
  readonly id: string;
  readonly custom_id?: string;
  readonly amount?: Money;
  readonly create_time?: string;
  readonly status_details?: { readonly reason?: string };
  readonly links?: readonly { readonly rel: string; readonly href: string }[];
  readonly purchase_units?: readonly { readonly custom_id?: string }[];
  readonly dispute_id?: string;
  readonly dispute_amount?: Money;
  readonly reason?: string;
  readonly dispute_outcome?: { readonly outcome_code?: string };
  readonly disputed_transactions?: readonly {
    readonly seller_transaction_id: string;
    readonly custom?: string;
  }[];
  readonly customer?: { readonly merchant_customer_id?: string };
}

type Said = Pick<ProviderEvent, 'orderId' | 'paymentId' | 'fact'>;
type Reader = (resource: Resource) => Said | undefined;

/** Left alone on purpose: why stands beside its name. */
const ignored = (_because: string) => () => undefined;

/** How a refund that we have asked for is marked: one made at PayPal has the mark of its payment instead. */
export const REFUND_MARK = 'refund:';

/**
 * An event of PayPal in our words.
 * @throws WebhookRefused
 */
export function paypalEvent(body: unknown): ProviderEvent {
  const event = body as { id?: string; create_time?: string; event_type?: string; resource?: Resource };
  const { id, event_type: type, resource, create_time } = event ?? {};
  if (typeof id !== 'string' || typeof type !== 'string' || typeof resource !== 'object') {
    throw new WebhookRefused('malformed', 'it is no event of PayPal');
  }
  const ignored: Said = { orderId: null, paymentId: null, fact: { kind: 'ignored', type } };
  const said = (Object.hasOwn(READERS, type) && READERS[type]!(resource)) || ignored;
  return { provider: 'PAYPAL', eventId: id, occurredAt: instantOf(create_time), ...said };
}

/* What is named neither here nor below is of no concern: an installation subscribes to none of it. */
const READERS: Readonly<Record<string, Reader>> = {
  'CHECKOUT.ORDER.APPROVED': saidByOrder,
  'CHECKOUT.ORDER.COMPLETED': saidByOrder,
  'PAYMENT.CAPTURE.COMPLETED': saidByCapture,
  'PAYMENT.CAPTURE.DECLINED': saidByDenial,
  'PAYMENT.CAPTURE.DENIED': saidByDenial,
  'PAYMENT.CAPTURE.PENDING': ignored('it completes or is denied in the end'),
  'PAYMENT.REFUND.PENDING': ignored('it completes or fails in the end'),
  'PAYMENT.CAPTURE.REFUNDED': saidByRefund,
  'PAYMENT.CAPTURE.REVERSED': saidByReversal,
  'PAYMENT.REFUND.FAILED': saidByFailedRefund,
  'CUSTOMER.DISPUTE.CREATED': (dispute) => saidByDispute(dispute, 'dispute-opened'),
  'CUSTOMER.DISPUTE.UPDATED': ignored('PayPal has not decided'),
  'CUSTOMER.DISPUTE.RESOLVED': (dispute) =>
    saidByDispute(dispute, isLost(dispute) ? 'dispute-lost' : 'dispute-won'),
  'VAULT.PAYMENT-TOKEN.CREATED': saidByToken,
  'VAULT.PAYMENT-TOKEN.DELETED': ({ id }) => ({
    orderId: null,
    paymentId: null,
    fact: { kind: 'method-removed', providerMethodId: id },
  }),
};

/** Approved is not paid: the money waits to be collected, which asking for the payment does. */
function saidByOrder({ purchase_units }: Resource): Said {
  const orderId = purchase_units?.[0]?.custom_id ?? null;
  return { orderId, paymentId: null, fact: { kind: 'payment-changed' } };
}

function saidByCapture(capture: Resource): Said {
  const paidAt = instantOf(capture.create_time);
  const payment = { paymentId: capture.id, ...told(capture.amount), paidAt, method: null };
  return ofCapture(capture, { kind: 'paid', payment });
}

function saidByDenial(capture: Resource): Said {
  const reason = (capture.status_details?.reason ?? 'denied').toLowerCase();
  return ofCapture(capture, { kind: 'payment-failed', reason });
}

function ofCapture({ id, custom_id }: Resource, fact: ProviderFact): Said {
  return { orderId: custom_id ?? null, paymentId: id, fact };
}

function saidByRefund(refund: Resource): Said {
  const refundId = refundIdOf(refund);
  const fact = { kind: 'refunded' as const, refundId, ...told(refund.amount) };
  return { orderId: null, paymentId: paymentOf(refund) ?? null, fact };
}

function saidByFailedRefund(refund: Resource): Said {
  const reason = (refund.status_details?.reason ?? 'failed').toLowerCase();
  const fact = { kind: 'refund-failed' as const, refundId: refundIdOf(refund), reason };
  return { orderId: null, paymentId: paymentOf(refund) ?? null, fact };
}

/** Taken back without us: told of the capture itself, or as a refund of it. It is lost as by a dispute. */
function saidByReversal(reversal: Resource): Said {
  const paymentId = paymentOf(reversal) ?? reversal.id;
  const disputeId = REVERSAL_MARK + reversal.id;
  const fact = { kind: 'dispute-lost' as const, disputeId, ...told(reversal.amount), reason: 'reversed' };
  return { orderId: null, paymentId, fact };
}

/** A refund names its payment by the way up to it. */
function paymentOf({ links }: Resource): string | undefined {
  const up = links?.find(({ rel, href }) => rel === 'up' && href.includes('/captures/'));
  return up?.href.split('/').at(-1);
}

function refundIdOf({ id, custom_id }: Resource): string {
  return custom_id?.startsWith(REFUND_MARK) ? custom_id.slice(REFUND_MARK.length) : id;
}

function saidByDispute(
  dispute: Resource,
  kind: 'dispute-opened' | 'dispute-won' | 'dispute-lost',
): Said | undefined {
  const [transaction] = dispute.disputed_transactions ?? [];
  if (!transaction || dispute.dispute_id === undefined) return undefined;
  const reason = (dispute.reason ?? 'unknown').toLowerCase();
  return {
    orderId: transaction.custom ?? null,
    paymentId: transaction.seller_transaction_id,
    fact: { kind, disputeId: dispute.dispute_id, ...told(dispute.dispute_amount), reason },
  };
}

function saidByToken({ id, customer }: Resource): Said | undefined {
  const accountId = customer?.merchant_customer_id;
  if (accountId === undefined) return undefined;
  const unknown = { brand: null, last4: null, expiry: null, fingerprint: null };
  const method = { providerMethodId: id, type: 'paypal', ...unknown };
  return { orderId: null, paymentId: null, fact: { kind: 'method-kept', accountId, method } };
}

/** Accepted: we have let the buyer have the money back. */
function isLost({ dispute_outcome }: Resource): boolean {
  const outcome = dispute_outcome?.outcome_code ?? '';
  return ['RESOLVED_BUYER_FAVOUR', 'RESOLVED_BUYER_FAVOR', 'ACCEPTED'].includes(outcome);
}

function told(money: Money | undefined) {
  return minorOfPaypal(money && { currencyCode: money.currency_code, value: money.value });
}
