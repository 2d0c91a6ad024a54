import {
  CheckoutPaymentIntent,
  Order,
  OrderRequest,
  OrderStatus,
  PaymentInitiator,
  PaypalExperienceUserAction,
  PaypalPaymentTokenUsageType,
  PaypalWalletContextShippingPreference,
  Refund,
  StoredPaymentSourceUsageType,
  StoreInVaultInstruction,
  UsagePattern,
} from '@paypal/paypal-server-sdk';
import {
  ChargeRequest,
  CheckoutRequest,
  PaymentProvider,
  PaymentQuestion,
  PaymentState,
  ProviderRefused,
  RefundRequest,
  RefundState,
} from '../payment-provider';
import { paypalMoney } from './paypal-amounts';
import { askPaypal, paypalClient, PaypalClient, PaypalSettings, unlessUnknown } from './paypal-client';
import { paypalEvent, REFUND_MARK } from './paypal-events';
import { FingerprintOf, stateOfOrder, stateOfRefund } from './paypal-payments';
import { CertificateTrust, PAYPAL_TRUST, webhookProof } from './paypal-webhook';

/** Answers tell the whole thing, not only its id. */
const WHOLE = 'return=representation';
/** PayPal's bound for a description. */
const DESCRIPTION_LENGTH_MAX = 127;

interface AtPaypal {
  readonly paypal: PaypalClient;
  readonly fingerprintOf: FingerprintOf;
}

/**
 * PayPal: an order of theirs for each of ours. The buyer approves it, and it is collected when its payment is
 * asked for. A kept method is a token of the vault. Each thing is made under a request id made of ours, which
 * PayPal keeps for hours at least; beyond that the invoice id keeps an order from being paid twice.
 */
export function paypalProvider({
  returnUrl,
  fingerprintOf,
  trust,
  ...settings
}: PaypalSettings & {
  returnUrl: string;
  fingerprintOf: FingerprintOf;
  /** Absent: PayPal's own hosts, and the roots that Node trusts. */
  trust?: CertificateTrust;
}): PaymentProvider {
  const at: AtPaypal = { paypal: paypalClient(settings), fingerprintOf };
  const proof = webhookProof(trust ?? PAYPAL_TRUST[settings.environment], settings.webhookId);
  return {
    name: 'PAYPAL',
    openCheckout: (request) => openCheckout(at, request, request.returnUrl ?? returnUrl),
    charge: (request) => charge(at, request),
    paymentOf: (asked) => paymentOf(at, asked),
    refund: (request) => refund(at, request),
    refundOf: (asked) => refundOf(at, asked),
    forgetMethod: async ({ providerMethodId }) => {
      await unlessUnknown(() => at.paypal.vault.deletePaymentToken(providerMethodId));
    },
    readWebhook: async (webhook) => paypalEvent(await proof(webhook)),
  };
}

async function openCheckout({ paypal }: AtPaypal, request: CheckoutRequest, returnUrl: string) {
  const vault = {
    storeInVault: StoreInVaultInstruction.OnSuccess,
    usageType: PaypalPaymentTokenUsageType.Merchant,
    usagePattern: UsagePattern.SubscriptionPrepaid,
  };
  const customer = { merchantCustomerId: request.accountId };
  const body = orderRequest(request, {
    experienceContext: {
      returnUrl,
      cancelUrl: returnUrl,
      userAction: PaypalExperienceUserAction.PayNow,
      shippingPreference: PaypalWalletContextShippingPreference.NoShipping,
    },
    ...(request.keepsMethod ? { attributes: { vault, customer } } : {}),
  });
  const paypalRequestId = `checkout:${request.orderId}`;
  const order = await askPaypal(() => paypal.orders.createOrder({ body, paypalRequestId, prefer: WHOLE }));
  const page = order.links?.find(({ rel }) => rel === 'payer-action' || rel === 'approve');
  if (order.id === undefined || page === undefined) throw new Error('PayPal told no page to approve at');
  return { providerOrderId: order.id, checkoutUrl: page.href };
}

type Wallet = NonNullable<NonNullable<OrderRequest['paymentSource']>['paypal']>;

function orderRequest(request: CheckoutRequest | ChargeRequest, paypal: Wallet): OrderRequest {
  const { orderId, amountMinor, currency, description } = request;
  return {
    intent: CheckoutPaymentIntent.Capture,
    purchaseUnits: [
      {
        customId: orderId,
        invoiceId: orderId,
        description: description.slice(0, DESCRIPTION_LENGTH_MAX),
        amount: paypalMoney(amountMinor, currency),
      },
    ],
    paymentSource: { paypal },
  };
}

async function charge({ paypal, fingerprintOf }: AtPaypal, request: ChargeRequest): Promise<PaymentState> {
  const body = orderRequest(request, {
    vaultId: request.providerMethodId,
    storedCredential: {
      paymentInitiator: PaymentInitiator.Merchant,
      usage: StoredPaymentSourceUsageType.Subsequent,
      usagePattern: UsagePattern.SubscriptionPrepaid,
    },
  });
  const paypalRequestId = `charge:${request.orderId}`;
  try {
    const order = await askPaypal(() => paypal.orders.createOrder({ body, paypalRequestId, prefer: WHOLE }));
    return stateOfOrder(order, fingerprintOf);
  } catch (error) {
    if (error instanceof ProviderRefused) return { state: 'failed', reason: error.reason };
    throw error;
  }
}

/**
 * Of a charge that was never answered PayPal can be asked only by charging again under the same key: it
 * answers what it had then.
 */
async function paymentOf(at: AtPaypal, { providerOrderId }: PaymentQuestion): Promise<PaymentState> {
  if (providerOrderId === null) return { state: 'gone' };
  const order = await unlessUnknown(() => at.paypal.orders.getOrder({ id: providerOrderId }));
  if (!order) return { state: 'gone' };
  return order.status === OrderStatus.Approved ? collect(at, order) : stateOfOrder(order, at.fingerprintOf);
}

async function collect({ paypal, fingerprintOf }: AtPaypal, approved: Order): Promise<PaymentState> {
  const id = approved.id!;
  // Whose instrument is declined approves anew, and then it is another attempt.
  const paypalRequestId = `capture:${id}:${approved.updateTime ?? ''}`;
  try {
    const order = await askPaypal(() => paypal.orders.captureOrder({ id, paypalRequestId, prefer: WHOLE }));
    return stateOfOrder(order, fingerprintOf);
  } catch (error) {
    if (!(error instanceof ProviderRefused)) throw error;
    if (error.reason === 'instrument_declined') return { state: 'pending' };
    if (error.reason !== 'order_already_captured') return { state: 'failed', reason: error.reason };
    return stateOfOrder(await askPaypal(() => paypal.orders.getOrder({ id })), fingerprintOf);
  }
}

async function refund({ paypal }: AtPaypal, request: RefundRequest): Promise<RefundState> {
  const { refundId, paymentId: captureId, amountMinor, currency } = request;
  const body = { amount: paypalMoney(amountMinor, currency), customId: REFUND_MARK + refundId };
  const paypalRequestId = `refund:${refundId}`;
  try {
    return stateOfRefund(
      await askPaypal(() =>
        paypal.payments.refundCapturedPayment({ captureId, body, paypalRequestId, prefer: WHOLE }),
      ),
    );
  } catch (error) {
    if (error instanceof ProviderRefused) return { state: 'failed', reason: error.reason };
    throw error;
  }
}

/** The refunds of a payment stand in the order that it belongs to. */
async function refundOf(
  { paypal }: AtPaypal,
  { refundId, paymentId: captureId }: { refundId: string; paymentId: string },
): Promise<RefundState> {
  const capture = await unlessUnknown(() => paypal.payments.getCapturedPayment({ captureId }));
  const id = capture?.supplementaryData?.relatedIds?.orderId;
  if (id === undefined) return { state: 'unknown' };
  const order = await askPaypal(() => paypal.orders.getOrder({ id }));
  const made: readonly Refund[] = order.purchaseUnits?.[0]?.payments?.refunds ?? [];
  const found = made.find(({ customId, id: own }) => customId === REFUND_MARK + refundId || own === refundId);
  return found ? stateOfRefund(found) : { state: 'unknown' };
}
