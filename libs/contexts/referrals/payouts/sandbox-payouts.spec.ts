import type { PayoutOrder } from './payout-provider';
import { sandboxPayouts } from './sandbox-payouts';

const order = (destination: string): PayoutOrder => ({
  ...{ payoutId: 'p1', accountId: 'ada', amountMinor: 2_500n, currency: 'USD' },
  ...{ destination, transactionId: null },
});

describe('the payout sandbox', () => {
  it('knows nothing of what it was never asked to pay', async () => {
    expect(await sandboxPayouts('PAYPAL').statusOf(order('ada@example.org'))).toEqual({ state: 'unknown' });
  });

  it('pays a payout once, however often it is sent', async () => {
    const STRIPE = sandboxPayouts('STRIPE');
    const paid = { state: 'paid', transactionId: 'sandbox-p1' };
    expect(await STRIPE.pay(order('acct_1'))).toEqual(paid);
    expect(await STRIPE.pay(order('refuse'))).toEqual(paid);
    expect(await STRIPE.statusOf(order('acct_1'))).toEqual(paid);
  });

  it('refuses a destination that asks for it, and is slow with another', async () => {
    const [STRIPE, PAYPAL] = [sandboxPayouts('STRIPE'), sandboxPayouts('PAYPAL')];
    expect(await STRIPE.pay(order('refuse@example.org'))).toMatchObject({ state: 'failed' });
    expect(await PAYPAL.pay(order('slow@example.org'))).toMatchObject({ state: 'pending' });
    expect(await PAYPAL.statusOf(order('slow@example.org'))).toMatchObject({ state: 'paid' });
  });
});
