import type { Timestamp } from '@ledgerline/kernel';
import type { ProjectedEvent } from '@ledgerline/platform/projections';
import { ends, Reaction, Step } from '@ledgerline/platform/reactions';
import type { BillingParts } from '../../billing-parts';
import { orderCommand, placeOrderCommand } from '../../commands/order-command';
import type { InvoiceContent } from '../../domain/invoice/invoice-content';
import { withdrawOrder } from '../../domain/order/withdraw-order';
import { defaultMethod } from '../../domain/payment-methods/payment-methods-state';
import type {
  ChargePriced,
  ChargeRetried,
  SubscriptionCanceled,
  SubscriptionNeverPaid,
} from '../../domain/subscription/subscription-events';
import { orderIdOf, type SubscriptionState } from '../../domain/subscription/subscription-state';
import { invoiceIdOfCharge } from '../../invoicing/invoice-ids';
import { recordInvoiceFailed } from '../../invoicing/invoice-steps';
import { issueInvoice } from '../../invoicing/issue-invoice';
import { paymentMethodsStream } from '../../streams/payment-methods-stream';
import { subscriptionStream } from '../../streams/subscription-stream';
import { chargeFailedStep } from '../subscription-steps';

type Parts = Pick<BillingParts, 'ledger' | 'catalogs' | 'seller' | 'sealer'>;
type Charge = ChargePriced['data'] | ChargeRetried['data'];

/** Of a subscription's invoice. */
const DUE_DAYS = 14;

/**
 * A charge becomes one invoice, and an order for each attempt at it; the order that is open when the
 * subscription ends is withdrawn. All in one reaction: what is withdrawn was placed before.
 */
export function collectChargeWhenPriced(parts: Parts): Reaction {
  return {
    name: 'collect-charge-when-priced',
    on: {
      ChargePriced: (event) => {
        const { data } = event as ProjectedEvent<ChargePriced>;
        // The last period of a plan that is paid by use may have used nothing: there is nothing to tell of.
        const invoice = data.price.lines.length > 0 ? issueInvoice(parts, invoiceOf(data)) : [];
        return data.price.totals.totalMinor === 0n ? invoice : [...invoice, collecting(parts, data)];
      },
      ChargeRetried: (event) => [collecting(parts, (event as ProjectedEvent<ChargeRetried>).data)],
      SubscriptionCanceled: withdrawing,
      SubscriptionNeverPaid: withdrawing,
    },
  };
}

function withdrawing(event: ProjectedEvent): readonly Step[] {
  const { accountId, openOrderId: orderId } = (
    event as ProjectedEvent<SubscriptionCanceled | SubscriptionNeverPaid>
  ).data;
  if (!orderId) return [];
  return [orderCommand({ name: 'WithdrawOrder', orderId, accountId, command: {}, decide: withdrawOrder })];
}

function invoiceOf({
  charge,
  accountId,
  subscriptionId,
  price,
  period,
  pricedAt,
}: ChargePriced['data']): InvoiceContent {
  const isSettled = price.totals.totalMinor === 0n;
  return {
    ...price,
    invoiceId: invoiceIdOfCharge(charge),
    kind: 'invoice',
    ...{ accountId, subscriptionId, orderId: null, corrects: null, dueDays: DUE_DAYS },
    period: period && { start: period.start, end: period.end },
    paid: isSettled ? { paymentId: charge, paidAt: pricedAt, method: null } : null,
  };
}

/** The buyer pays the first time; from then on the default method is charged, and without one it fails. */
function collecting({ ledger, catalogs }: Parts, data: Charge): Step {
  const { accountId } = data;
  const perform = async ({ now }: { readonly now: Timestamp }) => {
    if (!isAskedFor(data, (await ledger.read(subscriptionStream, accountId)).state)) return [];
    if (data.collection === 'checkout') return [orderOf(data, catalogs.current().version, null)];
    const { state } = await ledger.read(paymentMethodsStream, accountId);
    const method = defaultMethod(state);
    return method ? [orderOf(data, catalogs.current().version, method)] : withoutMethod(data, now);
  };
  return { kind: 'deed', name: 'FindPaymentMethod', owner: accountId, perform };
}

/**
 * The log may be gone through from its beginning: a method that was kept since must not be charged for an
 * attempt that had none then, and whose charge somebody has paid by now.
 */
function isAskedFor({ charge, attempt }: Charge, { life }: SubscriptionState): boolean {
  const open = life?.charge;
  return open?.charge === charge && open.attempt === attempt && open.state === 'asked';
}

function orderOf(
  { charge, subscriptionId, accountId, ordinal, attempt, price, provider, collection }: Charge,
  catalogVersion: number,
  method: Pick<NonNullable<ReturnType<typeof defaultMethod>>, 'provider' | 'providerMethodId'> | null,
): Step {
  const invoiceId = invoiceIdOfCharge(charge);
  return placeOrderCommand(
    {
      ...{ ...price, lines: [...price.lines], accountId, collection, catalogVersion },
      orderId: orderIdOf(subscriptionId, ordinal, attempt),
      purpose: { kind: 'subscription', subscriptionId, charge, invoiceId },
      provider: method?.provider ?? provider,
      providerMethodId: method?.providerMethodId ?? null,
      ...{ returnUrl: null, actorUserId: null },
    },
    { 'nothing-to-pay': ends('a charge of nothing was paid when it was priced') },
  );
}

function withoutMethod({ charge, subscriptionId, accountId, ordinal, attempt }: Charge, failedAt: Timestamp) {
  const orderId = orderIdOf(subscriptionId, ordinal, attempt);
  const failed = { orderId, reason: 'no-payment-method', failedAt };
  return [
    chargeFailedStep(accountId, { charge, ...failed }),
    recordInvoiceFailed({ invoiceId: invoiceIdOfCharge(charge), accountId, ...failed }),
  ];
}
