import { PaypalDouble, StripeDouble } from '@ledgerline/testing';
import type { PayoutOrder } from './payout-provider';
import { paypalPayouts } from './paypal-payouts';
import { stripePayouts } from './stripe-payouts';

const order = (destination: string): PayoutOrder => ({
  ...{ payoutId: 'p-1', accountId: 'ada', amountMinor: 2_550n, currency: 'USD' },
  ...{ destination, transactionId: null },
});

describe('a payout by Stripe', () => {
  let double: StripeDouble;
  beforeEach(async () => void (double = await StripeDouble.start()));
  afterEach(() => double.close());

  const payouts = () =>
    stripePayouts({ secretKey: StripeDouble.SECRET_KEY, webhookSecret: 'whsec_unused', api: double.api });

  it('is unknown until it is made, and made once', async () => {
    const { pay, statusOf } = payouts();
    expect(await statusOf(order('acct_1'))).toEqual({ state: 'unknown' });
    const paid = await pay(order('acct_1'));
    expect(paid).toMatchObject({ state: 'paid' });
    expect(await pay(order('acct_1'))).toEqual(paid);
    expect(await statusOf(order('acct_1'))).toEqual(paid);
    const made = double.things.all('transfer');
    expect(made).toHaveLength(1);
    expect(made[0]).toMatchObject({ amount: 2_550, currency: 'usd', destination: 'acct_1' });
    expect(double.requests.at(-3)!.headers['idempotency-key']).toBe('payout:p-1');
  });

  it('that was made and never answered is found by asking', async () => {
    double.trouble.loseAnswersOf('POST', '/v1/transfers', 3);
    await expect(payouts().pay(order('acct_1'))).rejects.toThrow();
    expect(await payouts().statusOf(order('acct_1'))).toMatchObject({ state: 'paid' });
    expect(double.things.all('transfer')).toHaveLength(1);
  });

  it('fails with the reason where it can go nowhere, and when it was reversed', async () => {
    expect(await payouts().pay(order('nobody'))).toEqual({ state: 'failed', reason: 'resource_missing' });
    await payouts().pay(order('acct_1'));
    Object.assign(double.things.all('transfer')[0]!, { reversed: true });
    expect(await payouts().statusOf(order('acct_1'))).toEqual({ state: 'failed', reason: 'reversed' });
  });
});

describe('a payout by PayPal', () => {
  let double: PaypalDouble;
  beforeEach(async () => void (double = await PaypalDouble.start()));
  afterEach(() => double.close());

  const payouts = () =>
    paypalPayouts({
      clientId: PaypalDouble.CLIENT_ID,
      clientSecret: PaypalDouble.CLIENT_SECRET,
      webhookId: 'unused',
      environment: 'sandbox',
      apiUrl: double.apiUrl,
    });
  const ada = order('ada@example.org');

  it('is unknown until it is made, made once, and paid when PayPal has paid it', async () => {
    const { pay, statusOf } = payouts();
    expect(await statusOf(ada)).toEqual({ state: 'unknown' });
    expect(await pay(ada)).toEqual({ state: 'pending', transactionId: 'BATCH1' });
    expect(await pay(ada)).toEqual({ state: 'pending', transactionId: 'BATCH1' });
    expect(double.payouts.all).toHaveLength(1);
    double.payouts.all[0]!.status = 'SUCCESS';
    expect(await pay(ada)).toEqual({ state: 'paid', transactionId: 'T-BATCH1' });
    expect(await statusOf({ ...ada, transactionId: 'BATCH1' })).toEqual({
      state: 'paid',
      transactionId: 'T-BATCH1',
    });
    const [sent] = double.requests.filter(({ path }) => path === '/v1/payments/payouts');
    expect(JSON.parse(sent!.body)).toMatchObject({
      sender_batch_header: { sender_batch_id: 'p-1' },
      items: [{ receiver: 'ada@example.org', amount: { value: '25.50', currency: 'USD' } }],
    });
  });

  it('that was made and never answered is found by sending it again, and not made again', async () => {
    double.trouble.loseAnswersOf('POST', '/v1/payments/payouts');
    await expect(payouts().pay(ada)).rejects.toThrow();
    expect(await payouts().pay(ada)).toEqual({ state: 'pending', transactionId: 'BATCH1' });
    expect(double.payouts.all).toHaveLength(1);
  });

  it.each(['RETURNED', 'BLOCKED', 'FAILED'])('that is %s has failed', async (status) => {
    await payouts().pay(ada);
    double.payouts.all[0]!.status = status;
    expect(await payouts().pay(ada)).toEqual({ state: 'failed', reason: status.toLowerCase() });
  });

  it('that can go nowhere fails with the reason; PayPal out of order is a fault', async () => {
    expect(await payouts().pay(order('nobody'))).toMatchObject({ state: 'failed' });
    double.trouble.fail('POST', '/v1/payments/payouts');
    await expect(payouts().pay(ada)).rejects.toThrow('503');
    expect(double.payouts.all).toHaveLength(0);
  });

  it('whose batch PayPal has forgotten is a fault, never unknown: it would be paid again', async () => {
    await expect(payouts().statusOf({ ...ada, transactionId: 'BATCH9' })).rejects.toThrow('404');
  });
});
