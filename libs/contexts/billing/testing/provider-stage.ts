import type { SignedWebhook } from '@ledgerline/testing';
import type { PaymentProvider, PaymentState } from '../providers/payment-provider';

/** A provider, its other side included: what the contract of all providers is held against. */
export interface ProviderStage {
  readonly name: string;
  start(): Promise<RunningStage>;
}

export type ProviderCall = 'openCheckout' | 'charge' | 'refund' | 'forgetMethod';

export interface RunningStage {
  readonly provider: PaymentProvider;
  /** How many there are at the provider itself. */
  count(things: 'checkouts' | 'payments' | 'refunds'): number | Promise<number>;
  /** The buyer pays an open checkout; answers what the provider sends then. */
  buyerPays(providerOrderId: string, nowMs: number): Promise<readonly SignedWebhook[]>;
  /** An event the provider sends of its own, signed with another's secret where that is asked. */
  anyWebhook(nowMs: number, signedBy?: 'another'): Promise<SignedWebhook>;
  /** Kept methods: one that can be charged, and one whose bank declines. */
  readonly methods: { readonly good: string; readonly declined: string };
  /** Until the call has given up, what it asks is done and its answers are lost. */
  loseAnswersOf(call: ProviderCall): void;
  close(): Promise<void>;
}

/** @throws unless the payment is there */
export function paidOf(state: PaymentState) {
  if (state.state !== 'paid') throw new Error(`it is ${JSON.stringify(state)}`);
  return state.payment;
}
