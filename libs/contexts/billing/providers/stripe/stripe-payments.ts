import { timestamp } from '@ledgerline/kernel';
import type Stripe from 'stripe';
import type { PaymentMethodView } from '../../domain/order/order-events';
import type { Payment, PaymentState, RefundState } from '../payment-provider';
import { minorOfStripe } from './stripe-amounts';
import { idOf, refusalOf } from './stripe-client';

/** Turns what identifies a card into what cannot be turned back: the same text, the same hash. */
export type FingerprintOf = (text: string) => string;

/** What became of a payment of ours. */
export function stateOfIntent(intent: Stripe.PaymentIntent, fingerprintOf: FingerprintOf): PaymentState {
  if (intent.status === 'succeeded') {
    return { state: 'paid', payment: paymentOfIntent(intent, fingerprintOf) };
  }
  if (intent.status === 'canceled')
    return { state: 'failed', reason: intent.cancellation_reason ?? 'canceled' };
  const error = intent.last_payment_error;
  const wantsBuyer = intent.status === 'requires_payment_method' || intent.status === 'requires_action';
  if (wantsBuyer && (isAutomatic(intent) || error)) {
    return { state: 'failed', reason: refusalOf(error ?? {}, 'authentication_required') };
  }
  return { state: 'pending' };
}

/** Charged by us while the buyer was away: nobody will try again with another card. */
export function isAutomatic(intent: Stripe.PaymentIntent): boolean {
  return intent.metadata.collection === 'automatic';
}

function paymentOfIntent(intent: Stripe.PaymentIntent, fingerprintOf: FingerprintOf): Payment {
  const charge = typeof intent.latest_charge === 'string' ? null : intent.latest_charge;
  return {
    paymentId: intent.id,
    ...minorOfStripe(intent.amount_received, intent.currency),
    paidAt: instantOf(charge?.created ?? intent.created),
    method: charge && methodOfCharge(charge, fingerprintOf),
  };
}

/** A charge tells its payment whole, the means that paid included. */
export function paymentOfCharge(charge: Stripe.Charge, fingerprintOf: FingerprintOf): Payment {
  return {
    paymentId: idOf(charge.payment_intent) ?? charge.id,
    ...minorOfStripe(charge.amount, charge.currency),
    paidAt: instantOf(charge.created),
    method: methodOfCharge(charge, fingerprintOf),
  };
}

function methodOfCharge(charge: Stripe.Charge, fingerprintOf: FingerprintOf): PaymentMethodView | null {
  const details = charge.payment_method_details;
  if (!charge.payment_method || !details) return null;
  return methodView(charge.payment_method, details.type, details.card, fingerprintOf);
}

export function methodOf(method: Stripe.PaymentMethod, fingerprintOf: FingerprintOf): PaymentMethodView {
  return methodView(method.id, method.type, method.card, fingerprintOf);
}

interface CardDetails {
  readonly brand: string | null;
  readonly last4: string | null;
  readonly exp_month: number;
  readonly exp_year: number;
  readonly fingerprint?: string | null;
}

function methodView(
  providerMethodId: string,
  type: string,
  card: CardDetails | undefined,
  fingerprintOf: FingerprintOf,
): PaymentMethodView {
  return {
    providerMethodId,
    type,
    brand: card?.brand ?? null,
    last4: card?.last4 ?? null,
    expiry: card ? `${card.exp_year}-${String(card.exp_month).padStart(2, '0')}` : null,
    fingerprint: card?.fingerprint ? fingerprintOf(`stripe:${card.fingerprint}`) : null,
  };
}

export function stateOfRefund(refund: Stripe.Refund): RefundState {
  if (refund.status === 'succeeded') return { state: 'refunded', providerRefundId: refund.id };
  if (refund.status === 'failed' || refund.status === 'canceled') {
    return { state: 'failed', reason: refund.failure_reason ?? refund.status };
  }
  return { state: 'pending' };
}

/** Stripe tells seconds. */
export function instantOf(epochSeconds: number): string {
  return timestamp(epochSeconds * 1_000);
}
