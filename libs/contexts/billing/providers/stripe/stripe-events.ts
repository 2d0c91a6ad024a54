import type Stripe from 'stripe';
import type { ProviderEvent, ProviderFact } from '../payment-provider';
import { minorOfStripe } from './stripe-amounts';
import { idOf, refusalOf } from './stripe-client';
import type { StripeCustomers } from './stripe-customers';
import { FingerprintOf, instantOf, isAutomatic, methodOf, paymentOfCharge } from './stripe-payments';

/** What an event says, and of which order or payment. */
type Said = Pick<ProviderEvent, 'orderId' | 'paymentId' | 'fact'>;

interface Reading {
  /** The mark that stands on everything of ours. */
  readonly installation: string;
  readonly customers: StripeCustomers;
  readonly fingerprintOf: FingerprintOf;
}

type Answer = Said | undefined;
type ObjectOf<Type> = Extract<Stripe.Event, { type: Type }>['data']['object'];
type Readers = {
  readonly [Type in Stripe.Event['type']]?: (
    thing: ObjectOf<Type>,
    reading: Reading,
  ) => Answer | Promise<Answer>;
};

/** An event of Stripe in our words. */
export async function stripeEvent(event: Stripe.Event, reading: Reading): Promise<ProviderEvent> {
  const reader = READERS[event.type] as Readers['charge.succeeded'];
  const said = (await reader?.(event.data.object as Stripe.Charge, reading)) ?? ofNoConcern(event.type);
  const occurredAt = instantOf(event.created);
  const foreign = isForeign(event, reading) && { isForeign: true as const };
  return { provider: 'STRIPE', eventId: event.id, occurredAt, ...said, ...foreign };
}

/** Several installations may share one account at Stripe, which tells each of them of all. */
function isForeign({ data }: Stripe.Event, { installation }: Reading): boolean {
  const { metadata } = data.object as { readonly metadata?: Stripe.Metadata | null };
  return metadata?.installation !== undefined && metadata.installation !== installation;
}

/** Left alone on purpose: why stands beside its name. */
const ignored = (_because: string) => () => undefined;

/*
 * Stripe sends some hundred types of event, and new ones any day: what is not named here is of no concern.
 */
const READERS: Readers = {
  'checkout.session.completed': saidBySession,
  'checkout.session.async_payment_succeeded': saidBySession,
  'checkout.session.async_payment_failed': (session) =>
    ofSession(session, { kind: 'payment-failed', reason: 'async_payment_failed' }),
  'checkout.session.expired': (session) => ofSession(session, { kind: 'checkout-expired' }),
  'charge.succeeded': saidByCharge,
  'payment_intent.succeeded': (intent) => ofIntent(intent, { kind: 'payment-changed' }),
  'payment_intent.payment_failed': saidByFailedIntent,
  'payment_intent.canceled': (intent) => ofIntent(intent, { kind: 'payment-changed' }),
  'payment_intent.created': ignored('nothing is paid yet'),
  'payment_intent.processing': ignored('a bank takes its time: it succeeds or fails in the end'),
  'payment_intent.requires_action': ignored('the buyer is asked by their bank, and goes on or does not'),
  'charge.failed': ignored('the payment tells it: a buyer may take another card'),
  'charge.pending': ignored('it succeeds or fails in the end'),
  'charge.updated': ignored('what is shown of a charge changes none of its money'),
  'charge.refunded': ignored('every refund has events of its own, those made in the dashboard too'),
  'charge.refund.updated': ignored('an older name of refund.updated'),
  'refund.created': saidByRefund,
  'refund.updated': saidByRefund,
  'refund.failed': saidByRefund,
  'charge.dispute.created': (dispute) => saidByDispute(dispute, 'dispute-opened'),
  'charge.dispute.closed': (dispute) =>
    saidByDispute(dispute, dispute.status === 'lost' ? 'dispute-lost' : 'dispute-won'),
  'charge.dispute.updated': ignored('evidence was handed in: the bank has not decided'),
  'charge.dispute.funds_withdrawn': ignored('what a dispute comes to is told when it closes'),
  'charge.dispute.funds_reinstated': ignored('that a dispute is won is told when it closes'),
  'payment_method.attached': saidByMethod,
  'payment_method.updated': saidByMethod,
  'payment_method.automatically_updated': saidByMethod,
  'payment_method.detached': ({ id }) => saidOfNoOrder({ kind: 'method-removed', providerMethodId: id }),
};

function ofNoConcern(type: string): Said {
  return saidOfNoOrder({ kind: 'ignored', type });
}

function saidOfNoOrder(fact: ProviderFact): Said {
  return { orderId: null, paymentId: null, fact };
}

/** The session does not tell the means that paid, the charge does: so it is asked for. */
function saidBySession(session: Stripe.Checkout.Session): Answer {
  return session.payment_status === 'paid' ? ofSession(session, { kind: 'payment-changed' }) : undefined;
}

function ofSession(session: Stripe.Checkout.Session, fact: ProviderFact): Said {
  return {
    orderId: session.metadata?.orderId ?? session.client_reference_id,
    paymentId: idOf(session.payment_intent),
    fact,
  };
}

function saidByCharge(charge: Stripe.Charge, { fingerprintOf }: Reading): Answer {
  // A charge that is only authorized has succeeded too.
  if (!charge.captured) return undefined;
  const payment = paymentOfCharge(charge, fingerprintOf);
  return {
    orderId: charge.metadata.orderId ?? null,
    paymentId: payment.paymentId,
    fact: { kind: 'paid', payment },
  };
}

/** On a checkout the buyer may try another card until it expires; a charge of ours is over. */
function saidByFailedIntent(intent: Stripe.PaymentIntent): Answer {
  if (!isAutomatic(intent)) return undefined;
  return ofIntent(intent, {
    kind: 'payment-failed',
    reason: refusalOf(intent.last_payment_error ?? {}, 'payment_failed'),
  });
}

function ofIntent(intent: Stripe.PaymentIntent, fact: ProviderFact): Said {
  return { orderId: intent.metadata.orderId ?? null, paymentId: intent.id, fact };
}

function saidByRefund(refund: Stripe.Refund): Answer {
  const refundId = refund.metadata?.refundId ?? refund.id;
  const of = { orderId: refund.metadata?.orderId ?? null, paymentId: idOf(refund.payment_intent) };
  const { amountMinor, currency } = minorOfStripe(refund.amount, refund.currency);
  if (refund.status === 'succeeded') {
    return { ...of, fact: { kind: 'refunded', refundId, amountMinor, currency } };
  }
  if (refund.status === 'failed' || refund.status === 'canceled') {
    return {
      ...of,
      fact: { kind: 'refund-failed', refundId, reason: refund.failure_reason ?? refund.status },
    };
  }
  return undefined;
}

/** An inquiry that has moved no money (`warning_…`) opens no dispute yet. */
function saidByDispute(
  dispute: Stripe.Dispute,
  kind: 'dispute-opened' | 'dispute-won' | 'dispute-lost',
): Answer {
  if (dispute.status.startsWith('warning_')) return undefined;
  const { amountMinor, currency } = minorOfStripe(dispute.amount, dispute.currency);
  return {
    orderId: dispute.metadata.orderId ?? null,
    paymentId: idOf(dispute.payment_intent) ?? idOf(dispute.charge),
    fact: { kind, disputeId: dispute.id, amountMinor, currency, reason: dispute.reason },
  };
}

async function saidByMethod(method: Stripe.PaymentMethod, reading: Reading): Promise<Answer> {
  const customerId = idOf(method.customer);
  const accountId = customerId && (await reading.customers.accountOf(customerId));
  if (!accountId) return undefined;
  return saidOfNoOrder({ kind: 'method-kept', accountId, method: methodOf(method, reading.fingerprintOf) });
}
