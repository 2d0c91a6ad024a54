import { addMonths } from '@ledgerline/kernel';
import { describeWithPostgres } from '@ledgerline/testing';
import { GivenSubscribers } from './given-subscribers';

const MINUTES_MS = 600_000;
const LEAP_DAY = '2028-02-29T06:00:00.000Z';
const LAST_OF_JANUARY = '2028-01-31T12:00:00.000Z';

const months = (start: string, count: number) =>
  Array.from({ length: count }, (_, month) => addMonths(start, month));
const cents = (amount: string) => Math.round(Number(amount) * 100);
const total = (all: readonly string[]) => all.reduce((sum, amount) => sum + cents(amount), 0);

/** A month counted from the 31st and a year counted from a leap day, in one time. */
describeWithPostgres('three years of a monthly and a yearly plan', () => {
  let given: GivenSubscribers;
  beforeAll(async () => (given = await GivenSubscribers.start()), MINUTES_MS);
  afterAll(() => given?.end());

  const all = (path: string) => given.items(`${path}${path.includes('?') ? '&' : '?'}limit=200`);
  const invoicesOf = async (accountId: string) =>
    (await all(`/v1/accounts/${accountId}/invoices`)).sort((a, b) => a.number.localeCompare(b.number));
  /** As the statement tells them, each at the time at which it came. */
  const grantsOf = async (accountId: string) =>
    (await all(`/v1/accounts/${accountId}/statement?type=SUBSCRIPTION_GRANT`)).sort((a, b) =>
      a.at.localeCompare(b.at),
    );
  const ordinals = (references: readonly string[]) => references.map((one) => Number(one.split(':').at(-1)));
  const upTo = (count: number) => Array.from({ length: count }, (_, at) => at + 1);

  it(
    'charges and grants each month on its day and once, and revenue by day is what the invoices say',
    async () => {
      await given.born('monthly', LAST_OF_JANUARY);
      await given.subscribe('monthly', { plan: 'individual_pro', interval: 'MONTHLY' });
      await given.pass('monthly', LEAP_DAY);
      await given.register('yearly', { testClockId: 'monthly' });
      await given.subscribe('yearly', { plan: 'team_standard', interval: 'YEARLY' });

      // Nobody is there while time is asked to go on, nor for a while on its way: it goes on where it stood.
      await given.kill('reactor');
      const { position } = await given.accepted('/v1/test-clocks/monthly/advance', {
        to: addMonths(LEAP_DAY, 24),
      });
      await given.api.reading('/v1/test-clocks/monthly', position);
      expect((await given.api.get('/v1/test-clocks/monthly')).body).toMatchObject({ time: LEAP_DAY });
      const doomed = await given.run('reactor');
      await given.subscriptionWhen('monthly', ({ chargesPaid }) => chargesPaid >= 5);
      await doomed.stop('SIGKILL');
      await given.run('reactor');
      await given.untilArrived('monthly');
      await given.pass('monthly', addMonths(LEAP_DAY, 36));

      const days = months(LAST_OF_JANUARY, 37);
      const invoices = await invoicesOf('monthly');
      expect(invoices.map(({ period }) => period.start)).toEqual(days);
      expect(invoices.map(({ period }) => period.end)).toEqual(months(LAST_OF_JANUARY, 38).slice(1));
      expect(days[13]).toBe('2029-02-28T12:00:00.000Z');
      expect(invoices.every(({ state, total: asked }) => state === 'PAID' && asked === '19.00')).toBe(true);
      const monthlyGrants = await grantsOf('monthly');
      expect(monthlyGrants.map(({ at }) => at)).toEqual(days);
      expect(ordinals(monthlyGrants.map(({ reference }) => reference))).toEqual(upTo(37));

      const years = await invoicesOf('yearly');
      expect(years.map(({ period }) => period.start.slice(0, 10))).toEqual([
        ...['2028-02-29', '2029-02-28', '2030-02-28', '2031-02-28'],
      ]);
      const yearlyGrants = await grantsOf('yearly');
      expect(yearlyGrants.map(({ at }) => at)).toEqual(months(LEAP_DAY, 37));
      expect(ordinals(yearlyGrants.map(({ reference }) => reference))).toEqual(upTo(37));

      const revenue = await given.items('/v1/revenue');
      const invoiced = [...invoices, ...years];
      expect(total(revenue.map(({ paid: amount }) => amount))).toBe(
        total(invoiced.map(({ amountPaid }) => amountPaid)),
      );
      for (const { day, paid: amount } of revenue) {
        const ofDay = invoiced.filter(({ paidAt }) => paidAt.slice(0, 10) === day);
        expect([day, cents(amount)]).toEqual([day, total(ofDay.map(({ total: asked }) => asked))]);
      }
      const orders = await all('/v1/accounts/monthly/orders');
      expect(orders.map(({ status }) => status)).toEqual(orders.map(() => 'COMPLETED'));
      expect(orders).toHaveLength(37);
    },
    MINUTES_MS,
  );
});
