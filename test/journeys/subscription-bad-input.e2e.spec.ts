import { describeWithPostgres } from '@ledgerline/testing';
import type { Answer } from './api-client';
import { GivenSubscribers } from './given-subscribers';

const MINUTES_MS = 300_000;
const APRIL = '2028-04-01T00:00:00.000Z';
const FOUR_DAYS_LATER = '2028-04-05T00:00:00.000Z';

const terms = (amount: string, currency: string) => ({
  ...{ price: { amount, currency }, trialDays: 0, creditsPerMonth: '30', rolloverCap: '0' },
});
const plan = (name: string, currency: string, [monthly, yearly]: readonly [string, string]) => ({
  ...{ name, description: name, tier: 'pro', values: { seats: 1 } },
  ...{ monthly: terms(monthly, currency), yearly: terms(yearly, currency) },
});
const YEN = plan('yen', 'JPY', ['1499', '14990']);
const DINAR = {
  ...plan('dinar', 'KWD', ['4.999', '49.990']),
  monthly: {
    ...terms('4.999', 'KWD'),
    usage: [
      { limit: 'api_calls_period', included: 10, unitPrice: { amount: '0.005', currency: 'KWD' } },
      // In another currency than the plan's: bills nothing.
      { limit: 'projects_total', included: 0, unitPrice: { amount: '9.99', currency: 'USD' } },
    ],
  },
};
const CONSUMPTION_TAX = { name: 'consumption', country: 'JP', percent: '10', inclusive: false };
const IN_JAPAN = { legalName: 'Kaisha', address: { line1: '1-1', city: 'Tokyo' }, country: 'JP' };

describeWithPostgres('a subscription that is asked for what cannot be', () => {
  let given: GivenSubscribers;
  beforeAll(async () => {
    given = await GivenSubscribers.start();
    await given.sell({
      plans: [YEN, DINAR, plan('gone', 'USD', ['7.00', '70.00'])],
      taxRates: [CONSUMPTION_TAX],
    });
  }, MINUTES_MS);
  afterAll(() => given?.end());

  const invoicesOf = async (accountId: string, count: number) => {
    const all = await given.itemsWhen(
      `/v1/accounts/${accountId}/invoices`,
      (some) => some.length === count && some.every(({ state }) => state === 'PAID'),
    );
    return all.sort((a, b) => a.number.localeCompare(b.number));
  };
  const amounts = ({ lines }: Answer['body']) =>
    (lines as Answer['body'][]).map(({ type, amount }) => [type, amount]);
  const start = (accountId: string, body: object) =>
    given.refused(`/v1/accounts/${accountId}/subscription`, { interval: 'MONTHLY', ...body });

  it(
    'is refused in words: unknown plan or interval, seats, a trial that is not offered or a second one, nobody',
    async () => {
      await given.register('bob');
      await given.born('ada', APRIL, { kind: 'workspace', tier: 'team' });
      await given.accepted('/v1/parties/ada/members', { memberId: 'bob' });
      expect(await start('nobody', { plan: 'yen' })).toBe('account-not-found');
      expect(await start('ada', { plan: 'golden' })).toBe('unknown-plan');
      expect(await start('ada', { plan: 'free', interval: 'YEARLY' })).toBe('interval-not-offered');
      expect(await start('ada', { plan: 'free', interval: 'WEEKLY' })).toBe('validation-failed');
      expect(await start('ada', { plan: 'yen', seats: 2 })).toBe('seats-above-plan');
      expect(await start('ada', { plan: 'team_standard', seats: 0 })).toBe('validation-failed');
      expect(await start('ada', { plan: 'enterprise', trial: true })).toBe('trial-not-offered');
      expect(await start('ada', { plan: 'yen', provider: 'NOBODY' })).toBe('validation-failed');
      const trial = { plan: 'team_standard', interval: 'MONTHLY', trial: true };
      await given.ask('ada', '', trial);
      expect(await start('ada', { plan: 'yen' })).toBe('subscription-already-live');
      await given.ask('ada', 'cancel', { when: 'now', reason: 'no' });
      expect(await start('ada', { plan: 'team_premium', trial: true })).toBe('trial-already-used');
      expect(await given.refused('/v1/accounts/ada/subscription/resume', {})).toBe('no-live-subscription');
    },
    MINUTES_MS,
  );

  it('cannot be sold in a currency that nobody knows, or in parts of a yen', async () => {
    const { plans, ...document } = (await given.api.get('/v1/catalog')).body.document;
    for (const [amount, currency] of [
      ['5.00', 'XYZ'],
      ['5.5', 'JPY'],
      ['5.0001', 'KWD'],
      ['-5.00', 'USD'],
    ]) {
      const more = [...plans, plan('odd', currency!, [amount!, amount!])];
      const answer = await given.api.command('/v1/catalog', {
        document: { ...document, plans: more },
        reason: 'odd',
      });
      expect([amount, currency, answer.status, answer.body.code]).toEqual([
        ...[amount, currency, 422, 'validation-failed'],
      ]);
    }
  });

  it(
    'in yen and dinars is charged, taxed, prorated and invoiced to the last unit, and stays in its currency',
    async () => {
      for (const buyer of ['yui', 'dana']) await given.born(buyer, APRIL);
      await given.accepted('/v1/parties/yui/billing-details', IN_JAPAN);
      await given.subscribe('yui', { plan: 'yen', interval: 'MONTHLY' });
      await given.subscribe('dana', { plan: 'dinar', interval: 'MONTHLY' });
      await given.accepted('/v1/accounts/dana/usage', { action: 'api_call', quantity: 13 });
      await given.accepted('/v1/accounts/dana/usage', { action: 'project_create', quantity: 2 });
      for (const [buyer, yearly] of [
        ['yui', 'yen'],
        ['dana', 'dinar'],
      ] as const) {
        await given.pass(buyer, FOUR_DAYS_LATER);
        const dollars = { plan: 'individual_pro', interval: 'MONTHLY', when: 'now' };
        const other = await given.refused(`/v1/accounts/${buyer}/subscription/plan`, dollars);
        expect(other).toBe('subscription-currency-differs');
        await given.ask(buyer, 'plan', { plan: yearly, interval: 'YEARLY', when: 'now' });
      }
      const [yen, afterYen] = await invoicesOf('yui', 2);
      expect(yen).toMatchObject({ currency: 'JPY', subtotal: '1499', tax: '150', total: '1649' });
      // 26 of 30 days of 1499 are 1299.13.
      expect(amounts(afterYen)).toEqual([
        ['subscription', '14990'],
        ['proration', '-1299'],
      ]);
      expect(afterYen).toMatchObject({ subtotal: '13691', tax: '1369', total: '15060', amountPaid: '15060' });
      const [dinar, afterDinar] = await invoicesOf('dana', 2);
      expect(dinar).toMatchObject({ currency: 'KWD', total: '4.999', amountPaid: '4.999' });
      // 26 of 30 days of 4.999 are 4.33246…
      expect(amounts(afterDinar)).toEqual([
        ['subscription', '49.990'],
        ['usage', '0.015'],
        ['proration', '-4.332'],
      ]);
      expect(afterDinar).toMatchObject({ total: '45.673', amountPaid: '45.673' });
      const revenue = await given.items('/v1/recurring-revenue');
      expect(revenue).toMatchObject([
        { currency: 'JPY', monthlyRevenue: '1249' },
        { currency: 'KWD', monthlyRevenue: '4.166' },
      ]);
    },
    MINUTES_MS,
  );

  it(
    'of a plan that is gone goes on at the price agreed on, and nobody else can have it',
    async () => {
      await given.born('gil', APRIL);
      await given.subscribe('gil', { plan: 'gone', interval: 'MONTHLY' });
      const { plans, ...document } = (await given.api.get('/v1/catalog')).body.document;
      const left = plans.filter(({ name }: Answer['body']) => name !== 'gone');
      await given.accepted('/v1/catalog', { document: { ...document, plans: left }, reason: 'not sold now' });
      await given.register('hal');
      expect(await start('hal', { plan: 'gone' })).toBe('unknown-plan');
      const yearly = { plan: 'gone', interval: 'YEARLY', when: 'now' };
      expect(await given.refused('/v1/accounts/gil/subscription/plan', yearly)).toBe('unknown-plan');
      await given.pass('gil', '2028-05-01T00:00:00.000Z');
      expect((await invoicesOf('gil', 2)).map(({ total }) => total)).toEqual(['7.00', '7.00']);
      expect((await given.api.get('/v1/accounts/gil/limits')).body).toMatchObject({ tier: 'pro' });
    },
    MINUTES_MS,
  );
});
