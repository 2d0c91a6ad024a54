import { describeWithPostgres } from '@ledgerline/testing';
import type { Answer } from './api-client';
import { GivenSubscribers } from './given-subscribers';

const MINUTES_MS = 300_000;
const BEGAN = '2028-01-31T10:00:00.000Z';
const RENEWS = '2028-02-29T10:00:00.000Z';
const INDIVIDUAL = { plan: 'individual_pro', interval: 'MONTHLY' };

describeWithPostgres('a charge that fails', () => {
  let given: GivenSubscribers;
  beforeAll(async () => (given = await GivenSubscribers.start()), MINUTES_MS);
  afterAll(() => given?.end());

  const subscription = async (accountId: string) =>
    (await given.items(`/v1/accounts/${accountId}/subscriptions`))[0];
  const orders = async (accountId: string) =>
    (await given.items(`/v1/accounts/${accountId}/orders`)).map(({ status }) => status);
  const invoices = async (accountId: string) =>
    (await given.items(`/v1/accounts/${accountId}/invoices`)).map(({ kind, state }) => `${kind} ${state}`);
  /** The value of a limit, as the account is asked it. */
  const promptsDaily = async (accountId: string) => {
    const { limits, tier } = (await given.api.get(`/v1/accounts/${accountId}/limits`)).body;
    const { limit: value } = limits.find(({ name }: Answer['body']) => name === 'prompts_daily');
    return [tier, value];
  };
  const granted = async (accountId: string) =>
    (await given.items(`/v1/accounts/${accountId}/statement?type=SUBSCRIPTION_GRANT`)).length;

  /** Paid once by a card that is declined from then on; its second month is not paid. */
  async function pastDue(accountId: string): Promise<string> {
    await given.born(accountId, BEGAN);
    const checkoutUrl = await given.subscribe(accountId, INDIVIDUAL, 'declined');
    await given.pass(accountId, RENEWS);
    expect(await subscription(accountId)).toMatchObject({
      ...{ status: 'PAST_DUE', chargesPaid: 1, paid: '19.00' },
      openCharge: {
        ...{ state: 'failed', failure: 'card_declined' },
        ...{ retryAt: '2028-03-01T10:00:00.000Z', accessEndsAt: '2028-03-07T10:00:00.000Z' },
      },
    });
    expect(await invoices(accountId)).toEqual(['invoice FAILED', 'invoice PAID']);
    expect(await granted(accountId)).toBe(1);
    return checkoutUrl;
  }

  /** A card that is good, given at the provider and chosen here. */
  async function newCard(accountId: string, checkoutUrl: string): Promise<void> {
    await given.playAt(checkoutUrl, 'keep-card', 'own');
    const methods = await given.itemsWhen(
      `/v1/accounts/${accountId}/payment-methods`,
      (all) => all.length === 2,
    );
    const { providerMethodId } = methods.find(({ isDefault }) => !isDefault);
    await given.accepted(`/v1/accounts/${accountId}/payment-methods/${providerMethodId}/default`, {});
  }

  it(
    'is tried again after 1, 3 and 5 days; the plan stays for 7, then FREE’s values apply',
    async () => {
      await pastDue('ada');
      await given.pass('ada', '2028-03-07T09:59:59.999Z');
      expect(await orders('ada')).toEqual(['FAILED', 'FAILED', 'FAILED', 'FAILED', 'COMPLETED']);
      expect(await subscription('ada')).toMatchObject({ status: 'PAST_DUE', openCharge: { retryAt: null } });
      expect(await promptsDaily('ada')).toEqual(['pro', 100]);

      await given.pass('ada', '2028-03-07T10:00:00.000Z');
      expect(await subscription('ada')).toMatchObject({
        ...{ status: 'CANCELED', endCause: 'unpaid', openCharge: null, endedAt: '2028-03-07T10:00:00.000Z' },
      });
      expect(await promptsDaily('ada')).toEqual(['free', 10]);
      expect(await invoices('ada')).toEqual(['invoice VOID', 'invoice PAID']);
      expect(await granted('ada')).toBe(1);
      const { failedPayments } = (await given.api.get('/v1/revenue')).body;
      expect(failedPayments).toContainEqual(expect.objectContaining({ day: '2028-02-29', amount: '19.00' }));
    },
    MINUTES_MS,
  );

  it(
    'is paid by the next try once there is a good card, and the period is as it was anchored',
    async () => {
      const checkoutUrl = await pastDue('bob');
      await newCard('bob', checkoutUrl);
      await given.pass('bob', '2028-03-01T10:00:00.000Z');
      expect(await subscription('bob')).toMatchObject({
        ...{ status: 'ACTIVE', openCharge: null, chargesPaid: 2, paid: '38.00' },
        currentPeriod: { start: RENEWS, end: '2028-03-31T10:00:00.000Z' },
      });
      expect(await invoices('bob')).toEqual(['invoice PAID', 'invoice PAID']);
      expect(await granted('bob')).toBe(2);
      await given.pass('bob', '2028-03-31T10:00:00.000Z');
      expect(await subscription('bob')).toMatchObject({ status: 'ACTIVE', chargesPaid: 3 });
    },
    MINUTES_MS,
  );

  it(
    'is tried at once when an admin says so, and refused where none has failed',
    async () => {
      const checkoutUrl = await pastDue('cyd');
      await given.ask('cyd', 'retry', { reason: 'let us see' });
      await given.itemsWhen(
        '/v1/accounts/cyd/orders',
        (all) => all[1]!.status === 'FAILED' && all.length === 3,
      );
      await newCard('cyd', checkoutUrl);
      await given.subscriptionWhen('cyd', ({ openCharge }) => openCharge.state === 'failed');
      await given.ask('cyd', 'retry', { reason: 'the card was replaced' });
      await given.subscriptionWhen('cyd', ({ status }) => status === 'ACTIVE');
      expect(await orders('cyd')).toEqual(['COMPLETED', 'FAILED', 'FAILED', 'COMPLETED']);
      const again = await given.refused('/v1/accounts/cyd/subscription/retry', { reason: 'once more' });
      expect(again).toBe('no-failed-charge');
    },
    MINUTES_MS,
  );

  it(
    'that never was paid withdraws its checkout with the subscription; money that comes late goes back, told on paper',
    async () => {
      await given.born('dan', BEGAN);
      await given.ask('dan', '', INDIVIDUAL);
      const checkoutUrl = await given.checkoutOf('dan');
      await given.pass('dan', '2028-02-01T08:59:59.999Z');
      expect(await subscription('dan')).toMatchObject({ status: 'INCOMPLETE' });
      await given.pass('dan', '2028-02-01T09:00:00.000Z');
      expect(await subscription('dan')).toMatchObject({
        status: 'INCOMPLETE_EXPIRED',
        endCause: 'never-paid',
      });
      expect(await orders('dan')).toEqual(['EXPIRED']);
      expect(await invoices('dan')).toEqual(['invoice VOID']);

      await given.playAt(checkoutUrl, 'pay');
      const [order] = await given.itemsWhen('/v1/accounts/dan/orders', (all) => all[0]!.refunded === '19.00');
      expect(order).toMatchObject({ status: 'COMPLETED', total: '19.00', lotId: null });
      await given.itemsWhen('/v1/accounts/dan/invoices', (all) => all.length === 2);
      expect(await promptsDaily('dan')).toEqual(['free', 10]);
      expect(await granted('dan')).toBe(0);
      await given.subscribe('dan', INDIVIDUAL);
      expect(await subscription('dan')).toMatchObject({ status: 'ACTIVE', chargesPaid: 1 });
      const [sum] = await given.items('/v1/invoice-totals?accountId=dan');
      expect(sum).toMatchObject({ paid: '38.00', credited: '19.00', due: '0.00' });
    },
    MINUTES_MS,
  );
});
