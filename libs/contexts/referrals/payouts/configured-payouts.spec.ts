import { configuredPayouts } from './configured-payouts';
import type { PayoutOrder } from './payout-provider';

const order: PayoutOrder = {
  ...{ payoutId: 'p-1', accountId: 'ada', amountMinor: 2_550n, currency: 'USD' },
  ...{ destination: 'ada@example.org', transactionId: null },
};
const none = { variables: {}, returnUrl: 'http://127.0.0.1:3000/' };

describe('who pays', () => {
  it('is the sandbox where that is offered to buyers too', async () => {
    const { STRIPE } = configuredPayouts({ ...none, offered: ['SANDBOX'] });
    expect(await STRIPE!.pay(order)).toMatchObject({ transactionId: 'sandbox-p-1' });
  });

  it('is nobody where neither keys nor the sandbox are there: no payout passes for paid', () => {
    expect(configuredPayouts({ ...none, offered: [] })).toEqual({});
  });
});
