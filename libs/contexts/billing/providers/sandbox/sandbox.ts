import type { PaymentProvider, PaymentState } from '../payment-provider';
import type { KnownProvider, ProviderParts } from '../provider-parts';
import { restMinor } from './sandbox-acts';
import type { SandboxState } from './sandbox-events';
import { readSandboxWebhook } from './sandbox-webhook';
import { sandboxWorld } from './sandbox-world';

/** The embedded provider: a page that plays buyer and bank, so that the whole flow runs offline. */
export const sandbox: KnownProvider = {
  variables: { name: 'SANDBOX', forms: {}, keys: [], addresses: [], takesMoney: false },
  open: sandboxProvider,
};

export function sandboxProvider(parts: Omit<ProviderParts, 'config'>): PaymentProvider {
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
    forgetMethod: (method) => world.forgetMethod(method),
    readWebhook: async (webhook) => readSandboxWebhook(secret, webhook),
  };
}

export function sandboxSecret({ sealer }: Pick<ProviderParts, 'sealer'>): Buffer {
  return sealer.deriveKey('sandbox-webhooks');
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
