import { randomBytes } from 'node:crypto';
import { timestamp } from '@ledgerline/kernel';
import { loadConfig, mintApiKey } from '@ledgerline/platform/config';
import { MemoryEventStore } from '@ledgerline/platform/eventstore';
import { Ledger } from '@ledgerline/platform/ledger';
import { createSealer, memoryDataKeyStore } from '@ledgerline/platform/sealing';
import { readWholeLog, SignedWebhook } from '@ledgerline/testing';
import type { ProviderEvent } from '../domain/provider-event/provider-fact';
import type { PaymentProvider } from '../providers/payment-provider';
import { sandboxProvider, sandboxSecret } from '../providers/sandbox/sandbox';
import { SANDBOX_ACTS } from '../providers/sandbox/sandbox-acts';
import { SIGNATURE_HEADER, signedWebhook } from '../providers/sandbox/sandbox-webhook';
import { sandboxWorld } from '../providers/sandbox/sandbox-world';
import type { ProviderCall, ProviderStage, RunningStage } from './provider-stage';

const KINDS = {
  checkouts: 'sandbox-payment.checkout-opened',
  payments: '"kind":"paid"',
  refunds: '"kind":"refunded"',
};

export const SANDBOX_STAGE: ProviderStage = {
  name: 'the sandbox on a log in memory',
  start: () => Promise.resolve(sandboxStage()),
};

function sandboxStage(): RunningStage {
  const store = new MemoryEventStore();
  const masterKey = randomBytes(32);
  const config = loadConfig({
    EVENT_STORE: 'memory',
    LEDGERLINE_MASTER_KEY: masterKey.toString('base64'),
    LEDGERLINE_API_KEYS: mintApiKey({ name: 'stage', role: 'service' }).entry,
  });
  const sealer = createSealer({ store: memoryDataKeyStore(), masterKey });
  const parts = { config, sealer, now: Date.now, ledger: new Ledger({ store, now: Date.now }) };
  const world = sandboxWorld(parts);
  const lost = new Set<ProviderCall>();
  const signed = (event: Omit<ProviderEvent, 'provider'>, nowMs: number, secret: Buffer): SignedWebhook => {
    const { body, signature } = signedWebhook(secret, event, timestamp(nowMs));
    return { rawBody: Buffer.from(body), headers: { [SIGNATURE_HEADER]: signature } };
  };
  return {
    provider: losing(sandboxProvider(parts), lost),
    count: async (things) =>
      (await readWholeLog(store)).filter(({ type, data }) => `${type} ${data}`.includes(KINDS[things]))
        .length,
    buyerPays: async (checkoutId, nowMs) => {
      const { told, terms } = await world.act(checkoutId, 'pay', (state) =>
        SANDBOX_ACTS.pay!.facts({ terms: state.terms!, state, fingerprint: 'ada', now: timestamp(nowMs) }),
      );
      const { orderId } = terms!;
      return told.map(({ eventId, fact, at: occurredAt }) =>
        signed({ eventId, fact, occurredAt, orderId, paymentId: null }, nowMs, sandboxSecret(parts)),
      );
    },
    anyWebhook: async (nowMs, signedBy) => {
      const fact = { kind: 'ignored', type: 'of-no-concern' } as const;
      const event = { eventId: 'evt_1', occurredAt: timestamp(nowMs), orderId: null, paymentId: null, fact };
      return signed(event, nowMs, signedBy ? randomBytes(32) : sandboxSecret(parts));
    },
    methods: { good: 'card_ada', declined: 'card_declined' },
    loseAnswersOf: (call) => void lost.add(call),
    close: () => Promise.resolve(),
  };
}

/** No network lies before the sandbox: what it did is done, and its answer does not come back. */
function losing(provider: PaymentProvider, lost: Set<ProviderCall>): PaymentProvider {
  const once = async <Answer>(call: ProviderCall, answer: Promise<Answer>): Promise<Answer> => {
    const answered = await answer;
    if (lost.delete(call)) throw new Error('the answer was lost');
    return answered;
  };
  return {
    ...provider,
    openCheckout: (request) => once('openCheckout', provider.openCheckout(request)),
    charge: (request) => once('charge', provider.charge(request)),
    refund: (request) => once('refund', provider.refund(request)),
    forgetMethod: (method) => once('forgetMethod', provider.forgetMethod(method)),
  };
}
