import type { Timestamp } from '@ledgerline/kernel';
import type { Payment, ProviderFact } from '../../domain/provider-event/provider-fact';
import { sandboxCard, SandboxState, SandboxTerms } from './sandbox-events';

/** What a buyer or a bank can do on the page; `label` is the button's. */
export interface SandboxAct {
  readonly label: string;
  /** Whether it can be done as things stand. */
  isOpen(state: SandboxState): boolean;
  facts(played: Played): readonly ProviderFact[];
}

export interface Played {
  readonly terms: SandboxTerms;
  readonly state: SandboxState;
  readonly now: Timestamp;
  /** Of the buyer's card. */
  readonly fingerprint: string;
}

const isFact =
  (...kinds: readonly ProviderFact['kind'][]) =>
  ({ told }: SandboxState): boolean =>
    told.some(({ fact }) => kinds.includes(fact.kind));

export const isPaid = isFact('paid');
const isExpired = isFact('checkout-expired');
const isDisputed = isFact('dispute-opened');
const isDisputeClosed = isFact('dispute-won', 'dispute-lost');
const isUnpaid = (state: SandboxState): boolean => !isPaid(state);

/** Every act, in the order of the buttons: a new one is one entry here. */
export const SANDBOX_ACTS: Readonly<Record<string, SandboxAct>> = {
  pay: {
    label: 'Pay',
    isOpen: (state) => isUnpaid(state) && !isExpired(state),
    facts: (played) => paymentFacts(played, played.terms.amountMinor),
  },
  'pay-late': {
    label: 'Pay all the same, after it expired',
    isOpen: (state) => isUnpaid(state) && isExpired(state),
    facts: (played) => paymentFacts(played, played.terms.amountMinor),
  },
  'pay-less': {
    label: 'Pay one unit too little',
    isOpen: (state) => isUnpaid(state) && !isExpired(state),
    facts: (played) => [{ kind: 'paid', payment: paymentOf(played, played.terms.amountMinor - 1n, 'odd') }],
  },
  decline: {
    label: 'Let the card be declined',
    isOpen: (state) => isUnpaid(state) && !isExpired(state),
    facts: () => [{ kind: 'payment-failed', reason: 'card_declined' }],
  },
  leave: {
    label: 'Leave, and let the checkout expire',
    isOpen: (state) => isUnpaid(state) && !isExpired(state),
    facts: () => [{ kind: 'checkout-expired' }],
  },
  'keep-card': {
    label: 'Give another card for later charges',
    isOpen: (state) => isPaid(state) && state.terms!.keepsMethod,
    facts: ({ terms: { accountId }, fingerprint }) => [
      { kind: 'method-kept', accountId, method: sandboxCard(fingerprint) },
    ],
  },
  refund: {
    label: 'Refund all that is left, at the provider',
    isOpen: (state) => isPaid(state) && restMinor(state) > 0n,
    facts: ({ terms: { checkoutId, currency }, state }) => [
      { kind: 'refunded', refundId: `re_${checkoutId}`, amountMinor: restMinor(state), currency },
    ],
  },
  dispute: {
    label: 'Dispute the payment',
    isOpen: (state) => isPaid(state) && !isDisputed(state),
    facts: (played) => [disputeFact(played, 'dispute-opened')],
  },
  'win-dispute': {
    label: 'Decide the dispute for the seller',
    isOpen: (state) => isDisputed(state) && !isDisputeClosed(state),
    facts: (played) => [disputeFact(played, 'dispute-won')],
  },
  'lose-dispute': {
    label: 'Decide the dispute for the buyer',
    isOpen: (state) => isDisputed(state) && !isDisputeClosed(state),
    facts: (played) => [disputeFact(played, 'dispute-lost')],
  },
};

/** Of what was paid, what has not gone back. */
export function restMinor({ terms, told }: SandboxState): bigint {
  const gone = told.map(({ fact }) =>
    fact.kind === 'refunded' || fact.kind === 'dispute-lost' ? fact.amountMinor : 0n,
  );
  return gone.reduce((rest, amount) => rest - amount, terms?.amountMinor ?? 0n);
}

export function paymentIdOf({ checkoutId }: Pick<SandboxTerms, 'checkoutId'>): string {
  return `pay_${checkoutId}`;
}

export function paymentOf(
  { terms, now, fingerprint }: Omit<Played, 'state'>,
  amountMinor: bigint,
  suffix = '',
): Payment {
  const paymentId = [paymentIdOf(terms), suffix].filter(Boolean).join('_');
  const method = sandboxCard(fingerprint);
  return { paymentId, amountMinor, currency: terms.currency, paidAt: now, method };
}

function paymentFacts(played: Played, amountMinor: bigint): readonly ProviderFact[] {
  const payment = paymentOf(played, amountMinor);
  const { accountId, keepsMethod } = played.terms;
  const kept: ProviderFact = { kind: 'method-kept', accountId, method: payment.method! };
  return [...(keepsMethod ? [kept] : []), { kind: 'paid', payment }];
}

function disputeFact(
  { terms: { checkoutId, currency }, state }: Played,
  kind: 'dispute-opened' | 'dispute-won' | 'dispute-lost',
): ProviderFact {
  const amountMinor = restMinor(state);
  return { kind, disputeId: `dp_${checkoutId}`, amountMinor, currency, reason: 'fraudulent' };
}
