import { addSeconds, epochMsOf, timestamp } from '@ledgerline/kernel';
import type { SignedWebhook } from '@ledgerline/testing';
import { paidOf, ProviderStage, RunningStage } from '../testing/provider-stage';
import { PROVIDER_STAGES } from '../testing/provider-stages';
import { PaymentProvider, WebhookRefused } from './payment-provider';

const now = timestamp(Math.floor(Date.now() / 1_000) * 1_000);
const nowMs = epochMsOf(now);

function order(orderId: string) {
  return { orderId, accountId: 'ada', amountMinor: 1_234n, currency: 'USD', description: '100 credits' };
}

function checkout(orderId: string) {
  return { ...order(orderId), expiresAt: addSeconds(now, 3_600), keepsMethod: false, returnUrl: null };
}

function received({ rawBody, headers }: SignedWebhook, at = now) {
  return { rawBody, headers, now: at };
}

describe.each(PROVIDER_STAGES.map((stage) => [stage.name, stage] as const))(
  'payment provider: %s',
  (_, stage) => contract(stage),
);

function contract(stage: ProviderStage): void {
  let running: RunningStage;
  let provider: PaymentProvider;

  beforeEach(async () => {
    running = await stage.start();
    ({ provider } = running);
  });
  afterEach(() => running.close());

  describe('a checkout', () => {
    it('that is opened twice is one', async () => {
      const first = await provider.openCheckout(checkout('o-1'));
      expect(await provider.openCheckout(checkout('o-1'))).toEqual(first);
      expect(first.checkoutUrl).toMatch(/^(https?:\/)?\/\w/);
      expect(await running.count('checkouts')).toBe(1);
    });

    it('whose opening was never answered is found by opening it again', async () => {
      running.loseAnswersOf('openCheckout');
      await expect(provider.openCheckout(checkout('o-1'))).rejects.toThrow();
      await provider.openCheckout(checkout('o-1'));
      expect(await running.count('checkouts')).toBe(1);
    });

    it('is pending, then paid with amount, currency and means, of one and the same payment', async () => {
      const { providerOrderId } = await provider.openCheckout(checkout('o-1'));
      const asked = { orderId: 'o-1', accountId: 'ada', providerOrderId };
      expect(await provider.paymentOf(asked)).toEqual({ state: 'pending' });
      await running.buyerPays(providerOrderId, nowMs);
      const payment = paidOf(await provider.paymentOf(asked));
      expect(payment).toMatchObject({ amountMinor: 1_234n, currency: 'USD' });
      expect(payment.method).not.toBeNull();
      expect(paidOf(await provider.paymentOf(asked))).toEqual(payment);
      expect(await running.count('payments')).toBe(1);
    });

    it('that the provider does not know is gone', async () => {
      const asked = { orderId: 'o-1', accountId: 'ada', providerOrderId: 'unknown' };
      expect(await provider.paymentOf(asked)).toEqual({ state: 'gone' });
    });

    it('keeps yen whole', async () => {
      const yen = { ...checkout('o-1'), amountMinor: 1_200n, currency: 'JPY' };
      const { providerOrderId } = await provider.openCheckout(yen);
      await running.buyerPays(providerOrderId, nowMs);
      const asked = { orderId: 'o-1', accountId: 'ada', providerOrderId };
      expect(paidOf(await provider.paymentOf(asked))).toMatchObject({ amountMinor: 1_200n, currency: 'JPY' });
    });
  });

  describe('a charge of a kept method', () => {
    const charge = (orderId: string, method: keyof RunningStage['methods']) =>
      provider.charge({ ...order(orderId), providerMethodId: running.methods[method] });

    it('that is made twice is one', async () => {
      const payment = paidOf(await charge('o-1', 'good'));
      expect(payment).toMatchObject({ amountMinor: 1_234n, currency: 'USD' });
      expect(paidOf(await charge('o-1', 'good'))).toEqual(payment);
      expect(await running.count('payments')).toBe(1);
    });

    it('that was made and never answered is found by asking, and not made again', async () => {
      running.loseAnswersOf('charge');
      await expect(charge('o-1', 'good')).rejects.toThrow();
      const asked = await provider.paymentOf({ orderId: 'o-1', accountId: 'ada', providerOrderId: null });
      const payment = paidOf(asked.state === 'gone' ? await charge('o-1', 'good') : asked);
      expect(payment.amountMinor).toBe(1_234n);
      expect(paidOf(await charge('o-1', 'good'))).toEqual(payment);
      expect(await running.count('payments')).toBe(1);
    });

    it('fails with the reason when the bank declines, however often it is asked', async () => {
      const failed = await charge('o-1', 'declined');
      expect(failed).toMatchObject({ state: 'failed', reason: expect.stringMatching(/^\w+$/) as string });
      expect(await charge('o-1', 'declined')).toEqual(failed);
    });
  });

  describe('a kept method that is to be forgotten', () => {
    const good = () => ({ accountId: 'ada', providerMethodId: running.methods.good });

    it('is charged no more, however often that is asked', async () => {
      await provider.forgetMethod(good());
      await provider.forgetMethod(good());
      const charged = provider.charge({ ...order('o-1'), ...good() });
      const state = await charged.catch((error: unknown) => error);
      expect(state).toMatchObject({ reason: expect.stringMatching(/^\w+$/) as string });
      expect(await running.count('payments')).toBe(0);
    });

    it('is forgotten when it is asked again, where the answer was lost', async () => {
      running.loseAnswersOf('forgetMethod');
      await expect(provider.forgetMethod(good())).rejects.toThrow();
      await provider.forgetMethod(good());
    });

    it('is forgotten where it is gone already, or was never there', async () => {
      await provider.forgetMethod({ accountId: 'ada', providerMethodId: 'pm_unknown' });
    });
  });

  describe('a refund', () => {
    const refund = (refundId: string, paymentId: string, amountMinor: bigint) =>
      provider.refund({ refundId, orderId: 'o-1', paymentId, amountMinor, currency: 'USD' });
    let paymentId: string;

    beforeEach(async () => {
      const charged = await provider.charge({ ...order('o-1'), providerMethodId: running.methods.good });
      ({ paymentId } = paidOf(charged));
    });

    it('that is made twice is one, and another one is another', async () => {
      const first = await refund('r-1', paymentId, 1_000n);
      expect(first).toMatchObject({ state: 'refunded' });
      expect(await refund('r-1', paymentId, 1_000n)).toEqual(first);
      expect(await refund('r-2', paymentId, 234n)).not.toEqual(first);
      expect(await running.count('refunds')).toBe(2);
    });

    it('that was made and never answered is found by asking', async () => {
      running.loseAnswersOf('refund');
      await expect(refund('r-1', paymentId, 1_000n)).rejects.toThrow();
      expect(await provider.refundOf({ refundId: 'r-1', paymentId })).toMatchObject({ state: 'refunded' });
      expect(await running.count('refunds')).toBe(1);
    });

    it('that was never asked for is unknown', async () => {
      expect(await provider.refundOf({ refundId: 'r-1', paymentId })).toEqual({ state: 'unknown' });
    });

    it('above the rest fails', async () => {
      await refund('r-1', paymentId, 1_000n);
      expect(await refund('r-2', paymentId, 235n)).toMatchObject({ state: 'failed' });
      expect(await running.count('refunds')).toBe(1);
    });
  });

  describe('a webhook', () => {
    it('of a payment names the order and what is to be known of it', async () => {
      const { providerOrderId } = await provider.openCheckout(checkout('o-1'));
      const sent = await running.buyerPays(providerOrderId, nowMs);
      const events = await Promise.all(sent.map((webhook) => provider.readWebhook(received(webhook))));
      expect(new Set(events.map(({ eventId }) => eventId)).size).toBe(events.length);
      expect(events.map(({ orderId }) => orderId)).toEqual(events.map(() => 'o-1'));
      expect(events.map(({ fact }) => fact.kind)).toEqual(
        events.map(() => expect.stringMatching(/^(paid|payment-changed)$/) as string),
      );
    });

    it('that comes twice is the same event', async () => {
      const sent = await running.anyWebhook(nowMs);
      const first = await provider.readWebhook(received(sent));
      expect(await provider.readWebhook(received(sent, addSeconds(now, 60)))).toEqual(first);
      expect(first.fact.kind).toBe('ignored');
    });

    it.each([
      ['300 s old', 'accepted', 300],
      ['301 s old', 'refused', 301],
      ['signed for 301 s ahead', 'refused', -301],
    ])('that is %s is %s', async (_, outcome, ageSeconds) => {
      const reading = provider.readWebhook(
        received(await running.anyWebhook(nowMs), addSeconds(now, ageSeconds)),
      );
      if (outcome === 'accepted') await reading;
      else await expect(reading).rejects.toMatchObject({ reason: 'stale' });
    });

    it('that was tampered with, or is signed by another or by nobody, is refused', async () => {
      const { rawBody, headers } = await running.anyWebhook(nowMs);
      const refused = { constructor: WebhookRefused, reason: 'signature' };
      const tampered = { rawBody: Buffer.concat([rawBody, Buffer.from(' ')]), headers };
      await expect(provider.readWebhook(received(tampered))).rejects.toMatchObject(refused);
      const foreign = await running.anyWebhook(nowMs, 'another');
      await expect(provider.readWebhook(received(foreign))).rejects.toMatchObject(refused);
      const unsigned = received({ rawBody, headers: {} });
      await expect(provider.readWebhook(unsigned)).rejects.toMatchObject(refused);
    });
  });
}
