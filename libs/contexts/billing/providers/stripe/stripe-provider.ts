import Stripe from 'stripe';
import { epochMsOf } from '@ledgerline/kernel';
import {
  ChargeRequest,
  CheckoutRequest,
  IncomingWebhook,
  PaymentProvider,
  PaymentQuestion,
  PaymentState,
  ProviderRefused,
  RefundRequest,
  WebhookRefused,
} from '../payment-provider';
import { stripeAmount } from './stripe-amounts';
import { askStripe, refusalOf, stripeClient, StripeSettings, unlessMissing } from './stripe-client';
import { quoted, StripeCustomers, stripeCustomers } from './stripe-customers';
import { stripeEvent } from './stripe-events';
import { FingerprintOf, stateOfIntent, stateOfRefund } from './stripe-payments';

const WEBHOOK_AGE_MAX_SECONDS = 300;
const LISTED_MAX = 100;
const WITH_CHARGE = ['latest_charge'];

/** Everything an order's call at Stripe stands on. */
interface AtStripe {
  readonly installation: string;
  readonly stripe: Stripe.Stripe;
  readonly customers: StripeCustomers;
  readonly fingerprintOf: FingerprintOf;
}

/**
 * Stripe: checkouts are sessions of Checkout, a kept method is charged by a PaymentIntent. The order's id
 * stands on all of them, so that charges, refunds and disputes carry it too. Each thing is created under a
 * key that is made from its id; Stripe keeps the keys for a day, and what is older is looked for first.
 */
export function stripeProvider({
  returnUrl,
  fingerprintOf,
  installation,
  ...settings
}: StripeSettings & {
  returnUrl: string;
  fingerprintOf: FingerprintOf;
  /** Stands on everything that is made at Stripe: it tells ours from another's. */
  installation: string;
}): PaymentProvider {
  const stripe = stripeClient(settings);
  const at: AtStripe = { installation, stripe, customers: stripeCustomers(stripe), fingerprintOf };
  return {
    name: 'STRIPE',
    openCheckout: (request) => openCheckout(at, request, request.returnUrl ?? returnUrl),
    charge: (request) => charge(at, request),
    paymentOf: (asked) => paymentOf(at, asked),
    refund: (request) => refund(at, request),
    refundOf: async ({ refundId, paymentId }) => {
      const found = await refundMade(at, refundId, paymentId);
      return found ? stateOfRefund(found) : { state: 'unknown' };
    },
    forgetMethod: ({ providerMethodId }) => forgetMethod(at, providerMethodId),
    readWebhook: async (webhook) => stripeEvent(provenEvent(at, webhook, settings.webhookSecret), at),
  };
}

async function openCheckout(
  { installation, stripe, customers }: AtStripe,
  request: CheckoutRequest,
  returnUrl: string,
): Promise<{ providerOrderId: string; checkoutUrl: string }> {
  const { orderId, accountId, currency, description, keepsMethod } = request;
  const amount = stripeAmount(request.amountMinor, currency);
  const metadata = { orderId, accountId, installation };
  const parameters: Stripe.Checkout.SessionCreateParams = {
    mode: 'payment',
    client_reference_id: orderId,
    customer: await customers.customerOf(accountId),
    metadata,
    payment_intent_data: {
      metadata: { ...metadata, collection: 'checkout' },
      ...(keepsMethod ? { setup_future_usage: 'off_session' as const } : {}),
    },
    line_items: [
      {
        quantity: 1,
        price_data: {
          currency: currency.toLowerCase(),
          unit_amount: amount,
          product_data: { name: description },
        },
      },
    ],
    // Stripe would offer the buyer a currency of their own, and the payment would not be the order's.
    adaptive_pricing: { enabled: false },
    success_url: returnUrl,
    cancel_url: returnUrl,
  };
  const open = (expires: { expires_at?: number }, idempotencyKey: string) =>
    askStripe(() => stripe.checkout.sessions.create({ ...parameters, ...expires }, { idempotencyKey }));
  const expiresAt = Math.floor(epochMsOf(request.expiresAt) / 1_000);
  const session = await open({ expires_at: expiresAt }, `checkout:${orderId}`).catch((error: unknown) => {
    // Too late for Stripe, which keeps a checkout open for half an hour at least: it stays open a day then.
    if (!isRefusedFor('expires_at', error)) throw error;
    return open({}, `checkout:${orderId}:late`);
  });
  return { providerOrderId: session.id, checkoutUrl: session.url! };
}

function isRefusedFor(parameter: string, error: unknown): boolean {
  return (
    error instanceof ProviderRefused &&
    error.cause instanceof Stripe.errors.StripeInvalidRequestError &&
    error.cause.param === parameter
  );
}

async function charge(at: AtStripe, request: ChargeRequest): Promise<PaymentState> {
  const { orderId, accountId, currency, description, providerMethodId } = request;
  const amount = stripeAmount(request.amountMinor, currency);
  const customer = await at.customers.customerOf(accountId);
  const made = await intentOfOrder(at, { orderId, accountId });
  if (made) return stateOfIntent(made, at.fingerprintOf);
  const parameters: Stripe.PaymentIntentCreateParams = {
    amount,
    currency: currency.toLowerCase(),
    customer,
    description,
    payment_method: providerMethodId,
    confirm: true,
    off_session: true,
    metadata: { orderId, accountId, installation: at.installation, collection: 'automatic' },
    expand: WITH_CHARGE,
  };
  try {
    const intent = await at.stripe.paymentIntents.create(parameters, { idempotencyKey: `charge:${orderId}` });
    return stateOfIntent(intent, at.fingerprintOf);
  } catch (error) {
    if (error instanceof Stripe.errors.StripeCardError) return { state: 'failed', reason: refusalOf(error) };
    return askStripe(() => Promise.reject(error as Error));
  }
}

async function paymentOf(at: AtStripe, asked: PaymentQuestion): Promise<PaymentState> {
  const { providerOrderId } = asked;
  if (providerOrderId === null) {
    const intent = await intentOfOrder(at, asked);
    return intent ? stateOfIntent(intent, at.fingerprintOf) : { state: 'gone' };
  }
  const session = await unlessMissing(() =>
    at.stripe.checkout.sessions.retrieve(providerOrderId, { expand: ['payment_intent.latest_charge'] }),
  );
  if (!session || session.status === 'expired') return { state: 'gone' };
  if (session.status === 'open' || !session.payment_intent) return { state: 'pending' };
  return stateOfIntent(session.payment_intent as Stripe.PaymentIntent, at.fingerprintOf);
}

/** The list is never behind, and has the customer's latest; the search may lag a minute, and has them all. */
async function intentOfOrder(
  { stripe, customers }: AtStripe,
  { orderId, accountId }: { orderId: string; accountId: string },
): Promise<Stripe.PaymentIntent | undefined> {
  const customer = await customers.customerOf(accountId);
  const latest = await askStripe(() =>
    stripe.paymentIntents.list({ customer, limit: LISTED_MAX, expand: ['data.latest_charge'] }),
  );
  const listed = latest.data.find(({ metadata }) => metadata.orderId === orderId);
  if (listed || !latest.has_more) return listed;
  const query = `metadata['orderId']:'${quoted(orderId)}'`;
  const found = await askStripe(() =>
    stripe.paymentIntents.search({ query, limit: 1, expand: ['data.latest_charge'] }),
  );
  return found.data[0];
}

async function refund(at: AtStripe, request: RefundRequest) {
  const { refundId, orderId, paymentId, currency } = request;
  const amount = stripeAmount(request.amountMinor, currency);
  const made = await refundMade(at, refundId, paymentId);
  if (made) return stateOfRefund(made);
  try {
    return stateOfRefund(
      await askStripe(() =>
        at.stripe.refunds.create(
          {
            payment_intent: paymentId,
            amount,
            metadata: { refundId, orderId, installation: at.installation },
          },
          { idempotencyKey: `refund:${refundId}` },
        ),
      ),
    );
  } catch (error) {
    if (error instanceof ProviderRefused) return { state: 'failed', reason: error.reason } as const;
    throw error;
  }
}

async function refundMade(
  { stripe }: AtStripe,
  refundId: string,
  paymentId: string,
): Promise<Stripe.Refund | undefined> {
  const pages = stripe.refunds.list({ payment_intent: paymentId, limit: LISTED_MAX });
  const refunds = await unlessMissing(() => pages.autoPagingToArray({ limit: LISTED_MAX * LISTED_MAX }));
  return refunds?.find(({ id, metadata }) => metadata?.refundId === refundId || id === refundId);
}

/** What is attached to no customer Stripe refuses to detach: it is asked whether that is why. */
async function forgetMethod({ stripe }: AtStripe, methodId: string): Promise<void> {
  try {
    const idempotencyKey = `detach:${methodId}`;
    await askStripe(() => stripe.paymentMethods.detach(methodId, {}, { idempotencyKey }));
  } catch (error) {
    if (!(error instanceof ProviderRefused)) throw error;
    const method = await unlessMissing(() => stripe.paymentMethods.retrieve(methodId));
    if (method?.customer) throw error;
  }
}

/** @throws WebhookRefused */
function provenEvent(
  { stripe }: AtStripe,
  { rawBody, headers, now }: IncomingWebhook,
  secret: string,
): Stripe.Event {
  const nowMs = epochMsOf(now);
  const header = headers['stripe-signature'] ?? '';
  try {
    const event = stripe.webhooks.constructEvent(
      rawBody,
      header,
      secret,
      WEBHOOK_AGE_MAX_SECONDS,
      undefined,
      nowMs,
    );
    if (event.object !== 'event') throw new WebhookRefused('malformed', 'it is no event of Stripe');
    // The SDK refuses what is too old; what is signed for a time to come is as stale.
    const signedAt = Number(/(?:^|,)t=(\d+)/.exec(header)?.[1]);
    if (signedAt - nowMs / 1_000 > WEBHOOK_AGE_MAX_SECONDS)
      throw new WebhookRefused('stale', 'signed for later');
    return event;
  } catch (error) {
    if (error instanceof WebhookRefused) throw error;
    if (error instanceof SyntaxError) throw new WebhookRefused('malformed', 'the body is no JSON');
    if (!(error instanceof Stripe.errors.StripeSignatureVerificationError)) throw error;
    const isStale = /tolerance/.test(error.message);
    throw new WebhookRefused(isStale ? 'stale' : 'signature', error.message.split('\n', 1)[0]!);
  }
}
