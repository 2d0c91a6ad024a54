import type { DomainEvent, Timestamp } from '@ledgerline/kernel';
import type { PaymentMethodView } from '../../domain/order/order-events';
import type { ProviderFact } from '../../domain/provider-event/provider-fact';

/*
 * What the sandbox knows of the outside world: buyers, cards and banks that are played. It stands in streams
 * of its own, `sandboxPayment-<checkout>`, and nothing of ours is decided by it: we hear of it by webhook, or
 * by asking, as of any other provider.
 */

export interface SandboxTerms {
  readonly checkoutId: string;
  readonly orderId: string;
  readonly accountId: string;
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly description: string;
  readonly keepsMethod: boolean;
  readonly returnUrl: string | null;
}

export type SandboxCheckoutOpened = DomainEvent<
  'SandboxCheckoutOpened',
  SandboxTerms & { openedAt: Timestamp }
>;

/** Something happened out there; each fact is told by a webhook of its own. */
export type SandboxActed = DomainEvent<
  'SandboxActed',
  { act: string; facts: ProviderFact[]; actedAt: Timestamp }
>;

export type SandboxEvent = SandboxCheckoutOpened | SandboxActed;

export interface SandboxState {
  readonly terms: SandboxTerms | undefined;
  readonly told: readonly Told[];
}

/** A fact and the id that its webhook has, however often it is sent. */
export interface Told {
  readonly eventId: string;
  readonly fact: ProviderFact;
  readonly at: Timestamp;
}

/** The card that is played; whoever pays with the shared one is taken for the same person. */
export function sandboxCard(fingerprint: string): PaymentMethodView {
  return {
    providerMethodId: `card_${fingerprint}`,
    type: 'card',
    brand: 'visa',
    last4: '4242',
    expiry: '2030-12',
    fingerprint,
  };
}
