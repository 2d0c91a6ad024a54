import { timestamp } from '@ledgerline/kernel';
import { StripeDouble } from '@ledgerline/testing';
import { stripeStage } from '../../testing/stripe-stage';

const nowMs = Date.now();

describe('an event of Stripe', () => {
  let double: StripeDouble;
  beforeEach(async () => void (double = await StripeDouble.start()));
  afterEach(() => double.close());

  const read = (type: string, thing: object) =>
    stripeStage(double).provider.readWebhook({
      ...double.webhook(type, thing, nowMs),
      now: timestamp(nowMs),
    });

  it.each([
    ...['payment_intent.created', 'payment_intent.processing', 'payment_intent.requires_action'],
    ...['charge.failed', 'charge.pending', 'charge.updated', 'charge.refunded', 'charge.refund.updated'],
    ...['charge.dispute.updated', 'charge.dispute.funds_withdrawn', 'charge.dispute.funds_reinstated'],
  ])('%s is left alone on purpose', async (type) => {
    expect((await read(type, { id: 'x' })).fact).toEqual({ kind: 'ignored', type });
  });

  it('that says a payment was canceled has the payment asked for', async () => {
    const intent = { id: 'pi_1', metadata: { orderId: 'o-1' } };
    const said = { orderId: 'o-1', paymentId: 'pi_1', fact: { kind: 'payment-changed' } };
    expect(await read('payment_intent.canceled', intent)).toMatchObject(said);
  });

  it('that says a payment came in the end has the order asked for', async () => {
    const session = { metadata: { orderId: 'o-1' }, payment_intent: 'pi_1', payment_status: 'paid' };
    const event = await read('checkout.session.async_payment_succeeded', session);
    expect(event).toMatchObject({ orderId: 'o-1', fact: { kind: 'payment-changed' } });
  });

  it('that bears the mark of another installation is foreign; of ours, or without any, it is not', async () => {
    const of = async (metadata: object) =>
      (await read('payment_intent.succeeded', { id: 'pi_1', metadata: { orderId: 'o-1', ...metadata } }))
        .isForeign;
    expect(await of({ installation: 'another' })).toBe(true);
    expect(await of({ installation: 'of the stage' })).toBeUndefined();
    expect(await of({})).toBeUndefined();
    const { provider } = stripeStage(double);
    const order = { orderId: 'o-1', accountId: 'ada', amountMinor: 5_00n, currency: 'USD', description: 'x' };
    await provider.charge({ ...order, providerMethodId: 'pm_good' });
    const [intent] = double.things.all('payment_intent');
    expect(intent!.metadata).toMatchObject({ installation: 'of the stage' });
  });

  it('that closes an inquiry without money says nothing of a dispute', async () => {
    const inquiry = { id: 'dp_1', amount: 5, currency: 'usd', metadata: {}, status: 'warning_closed' };
    expect((await read('charge.dispute.closed', inquiry)).fact.kind).toBe('ignored');
  });
});
