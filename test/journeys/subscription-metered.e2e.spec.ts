import { describeWithPostgres } from '@ledgerline/testing';
import type { Answer } from './api-client';
import { GivenSubscribers } from './given-subscribers';

const MINUTES_MS = 300_000;
const usd = (amount: string) => ({ amount, currency: 'USD' });
const price = (limit: string, included: number, unit: string) => ({ limit, included, unitPrice: usd(unit) });

const METERED = {
  name: 'metered',
  description: 'Paid by use',
  tier: 'team',
  values: { seats: 10, storage_mb: 10_000, api_calls_period: -1 },
  monthly: {
    ...{ price: usd('40.00'), trialDays: 0, creditsPerMonth: '50', rolloverCap: '0' },
    usage: [
      ...[price('api_calls_period', 100, '0.03'), price('seats', 2, '5.00')],
      ...[price('storage_mb', 500, '0.10'), price('projects_total', 0, '1.25')],
    ],
  },
};
const DETAILS = { legalName: 'Acme', address: { line1: 'Torstraße 1', city: 'Berlin' }, country: 'DE' };
const VAT = { name: 'vat', country: 'DE', percent: '19', inclusive: false };

describeWithPostgres('a plan that is paid by use', () => {
  let given: GivenSubscribers;
  beforeAll(async () => (given = await GivenSubscribers.start()), MINUTES_MS);
  afterAll(() => given?.end());

  const gauge = (limit: string, body: object) =>
    given.accepted(`/v1/accounts/acme/limits/${limit}/gauge`, body);
  const calls = (quantity: number) =>
    given.accepted('/v1/accounts/acme/usage', { action: 'api_call', quantity });
  const lines = ({ lines: all }: Answer['body']) =>
    (all as Answer['body'][]).map(({ type, quantity, unitAmount, amount }) => [
      ...[type, quantity, unitAmount, amount],
    ]);
  const recorded = async (billingPeriod: string) => {
    const all = await given.items('/v1/accounts/acme/usage-records');
    const ofPeriod = all.filter((one) => one.billingPeriod === billingPeriod);
    return Object.fromEntries(ofPeriod.map(({ metric, quantity }) => [metric, quantity]));
  };

  it(
    'bills each period what was used beyond its share: counters summed, gauges at their highest, to the cent',
    async () => {
      await given.sell({ plans: [METERED], taxRates: [VAT] });
      await given.born('acme', '2028-01-31T10:00:00.000Z', { kind: 'workspace', tier: 'team' });
      for (const user of ['ada', 'bob', 'cyd']) await given.register(user);
      await given.accepted('/v1/parties/acme/billing-details', DETAILS);
      await given.subscribe('acme', { plan: 'metered', interval: 'MONTHLY' });

      for (const memberId of ['ada', 'bob', 'cyd']) {
        await given.accepted('/v1/parties/acme/members', { memberId });
      }
      await given.accepted('/v1/parties/acme/members/cyd/remove', { reason: 'left' });
      await gauge('storage_mb', { to: 700 });
      await gauge('storage_mb', { by: -400 });
      await calls(70);
      await given.accepted('/v1/accounts/acme/usage', { action: 'project_create', quantity: 3 });
      await given.accepted('/v1/accounts/acme/limits/projects_total/remove', {
        quantity: 2,
        reason: 'archived',
      });
      await given.pass('acme', '2028-02-29T09:59:59.999Z');
      await calls(60);
      await given.pass('acme', '2028-02-29T10:00:00.000Z');

      const first = await recorded('2028-01-31T10:00:00.000Z');
      expect(first).toEqual({
        ...{ USERS: '3', STORAGE: '700', API_CALLS: '130', PROJECTS: '3', TASKS: '0', AI_CREDITS: '0' },
      });
      const billed = await given.oneWhen(
        '/v1/accounts/acme/invoices',
        (all) => all.length === 2 && all[0]!.state === 'PAID',
      );
      expect(lines(billed)).toEqual([
        ['subscription', 1, '40.00', '40.00'],
        ['usage', 30, '0.03', '0.90'],
        ['usage', 1, '5.00', '5.00'],
        ['usage', 200, '0.10', '20.00'],
        ['usage', 3, '1.25', '3.75'],
      ]);
      expect(billed).toMatchObject({ subtotal: '69.65', tax: '13.23', total: '82.88', amountPaid: '82.88' });

      await calls(101);
      await given.pass('acme', '2028-03-31T10:00:00.000Z');
      const second = await given.oneWhen(
        '/v1/accounts/acme/invoices',
        (all) => all.length === 3 && all[0]!.state === 'PAID',
      );
      expect(await recorded('2028-02-29T10:00:00.000Z')).toMatchObject({
        ...{ USERS: '2', STORAGE: '300', API_CALLS: '101', PROJECTS: '1' },
      });
      expect(lines(second).slice(1)).toEqual([
        ['usage', 1, '0.03', '0.03'],
        ['usage', 1, '1.25', '1.25'],
      ]);

      await calls(110);
      await given.pass('acme', '2028-04-10T00:00:00.000Z');
      await given.ask('acme', 'cancel', { when: 'now', reason: 'enough' });
      const last = await given.oneWhen(
        '/v1/accounts/acme/invoices',
        (all) => all.length === 4 && all[0]!.state === 'PAID',
      );
      expect(lines(last)).toEqual([
        ['usage', 10, '0.03', '0.30'],
        ['usage', 1, '1.25', '1.25'],
      ]);
      const [order] = await given.items('/v1/accounts/acme/orders');
      expect(order).toMatchObject({ status: 'COMPLETED', total: last.total, lotId: null });
      expect((await given.api.get('/v1/accounts/acme')).body).toMatchObject({ tier: 'free' });
      const totals = await given.items('/v1/invoice-totals');
      const revenue = await given.items('/v1/revenue');
      const sum = revenue.reduce((all, { paid }) => all + Math.round(Number(paid) * 100), 0);
      expect(totals).toMatchObject([{ invoices: 4, paid: (sum / 100).toFixed(2), due: '0.00' }]);
    },
    MINUTES_MS,
  );
});
