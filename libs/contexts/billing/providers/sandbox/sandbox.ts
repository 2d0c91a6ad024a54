import { randomUUID } from 'node:crypto';
import { accept, type DomainEvent, noEffect, timestamp } from '@ledgerline/kernel';
import { commandIdOf, streamName } from '@ledgerline/platform/ledger';
import type { ProviderFact } from '../../domain/provider-event/provider-fact';
import type { ChargeRequest, CheckoutRequest, PaymentProvider, PaymentState } from '../payment-provider';
import type { ProviderParts } from '../provider-parts';
import { paymentOf, restMinor } from './sandbox-acts';
import { SandboxActed, SandboxEvent, SandboxState, SandboxTerms } from './sandbox-events';
import { sandboxStream } from './sandbox-stream';
import { readSandboxWebhook } from './sandbox-webhook';

/** The embedded provider: a page that plays buyer and bank, so that the whole flow runs offline. */
export function sandbox(parts: ProviderParts): PaymentProvider {
  const world = sandboxWorld(parts);
  const secret = sandboxSecret(parts);
  return {
    name: 'SANDBOX',
    openCheckout: async (request) => {
      const { checkoutId } = await world.open(request);
      return { providerOrderId: checkoutId, checkoutUrl: `/sandbox/checkout/${checkoutId}` };
    },
    charge: async (request) => {
      await world.charge(request);
      return paymentState(await world.ofOrder(request.orderId));
    },
    paymentOf: async ({ orderId }) => paymentState(await world.ofOrder(orderId)),
    refund: async ({ refundId, orderId, amountMinor, currency }) => {
      const checkoutId = world.checkoutIdOf(orderId);
      const told = await world.act(checkoutId, `refund ${refundId}`, (state) =>
        amountMinor <= restMinor(state) ? [{ kind: 'refunded', refundId, amountMinor, currency }] : [],
      );
      return refundState(told, refundId) ?? { state: 'failed', reason: 'more than is left' };
    },
    refundOf: async ({ refundId, paymentId }) => {
      const state = await world.read(paymentId.replace(/^pay_/, '').replace(/_odd$/, ''));
      return refundState(state, refundId) ?? { state: 'unknown' };
    },
    readWebhook: (webhook) => Promise.resolve(readSandboxWebhook(secret, webhook)),
  };
}

export function sandboxSecret({ sealer }: Pick<ProviderParts, 'sealer'>): Buffer {
  return sealer.deriveKey('sandbox-webhooks');
}

export type SandboxWorld = ReturnType<typeof sandboxWorld>;

/** The outside world as it is played, kept beside what the ledger believes of it. */
export function sandboxWorld({ ledger, sealer, now }: Pick<ProviderParts, 'ledger' | 'sealer' | 'now'>) {
  const checkoutIdOf = (orderId: string) => `sbx_${sealer.keyedHash(`sandbox ${orderId}`).slice(0, 24)}`;
  const read = async (checkoutId: string) => (await ledger.read(sandboxStream, checkoutId)).state;

  /** The same key is the same act; what it would come to otherwise today is not asked. */
  const record = async (
    checkoutId: string,
    key: string,
    decide: (state: SandboxState) => SandboxEvent | undefined,
  ): Promise<SandboxState> => {
    const stream = streamName(sandboxStream, checkoutId);
    await ledger.execute(sandboxStream, {
      ...{ name: 'PlaySandbox', parameters: { key }, sealed: null, streamId: checkoutId },
      commandId: commandIdOf({ principal: 'sandbox', stream, key }),
      commandHash: 'sandbox',
      receivedAt: timestamp(now()),
      origin: { actor: 'sandbox', role: 'system', requestId: randomUUID() },
      decide: (state) => {
        const event = decide(state);
        return event ? accept<SandboxEvent & DomainEvent>(event) : noEffect('nothing-to-play');
      },
    });
    return read(checkoutId);
  };

  const open = async (request: CheckoutRequest | ChargeRequest): Promise<SandboxTerms> => {
    const { orderId, accountId, amountMinor, currency, description } = request;
    const checkoutId = checkoutIdOf(orderId);
    const asked = 'keepsMethod' in request ? request : { keepsMethod: false, returnUrl: null };
    const { keepsMethod, returnUrl } = asked;
    const terms = { checkoutId, orderId, accountId, amountMinor, currency, description };
    const data = { ...terms, keepsMethod, returnUrl, openedAt: timestamp(now()) };
    await record(checkoutId, 'open', ({ terms: known }) =>
      known ? undefined : { type: 'SandboxCheckoutOpened', data },
    );
    return data;
  };

  const act = (
    checkoutId: string,
    key: string,
    factsOf: (state: SandboxState) => readonly ProviderFact[],
  ): Promise<SandboxState> =>
    record(checkoutId, key, (state) => {
      const facts = state.terms ? factsOf(state) : [];
      const data: SandboxActed['data'] = { act: key, facts: [...facts], actedAt: timestamp(now()) };
      return facts.length > 0 ? { type: 'SandboxActed', data } : undefined;
    });

  return {
    ...{ checkoutIdOf, read, open, act },
    ofOrder: (orderId: string) => read(checkoutIdOf(orderId)),
    /** A card whose id ends in `declined` is declined. */
    charge: async (request: ChargeRequest) => {
      const terms = await open(request);
      const { providerMethodId } = request;
      const fingerprint = providerMethodId.replace(/^card_/, '');
      const played = { terms, now: timestamp(now()), fingerprint };
      await act(terms.checkoutId, 'charge', () => [
        providerMethodId.endsWith('declined')
          ? { kind: 'payment-failed', reason: 'card_declined' }
          : { kind: 'paid', payment: paymentOf(played, terms.amountMinor) },
      ]);
    },
  };
}

/** The last word of the buyer, the money before anything else. */
function paymentState({ terms, told }: SandboxState): PaymentState {
  const facts = told.map(({ fact }) => fact);
  const paid = facts.find((fact) => fact.kind === 'paid');
  if (paid) return { state: 'paid', payment: paid.payment };
  if (!terms || facts.some(({ kind }) => kind === 'checkout-expired')) return { state: 'gone' };
  const failed = facts.find((fact) => fact.kind === 'payment-failed');
  return failed ? { state: 'failed', reason: failed.reason } : { state: 'pending' };
}

function refundState({ told }: SandboxState, refundId: string) {
  const isMade = told.some(({ fact }) => fact.kind === 'refunded' && fact.refundId === refundId);
  return isMade ? ({ state: 'refunded', providerRefundId: refundId } as const) : undefined;
}
