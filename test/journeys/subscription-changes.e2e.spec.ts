import { describeWithPostgres } from '@ledgerline/testing';
import type { Answer } from './api-client';
import { GivenSubscribers } from './given-subscribers';

const MINUTES_MS = 300_000;
const APRIL = '2028-04-01T00:00:00.000Z';
const INDIVIDUAL = { plan: 'individual_pro', interval: 'MONTHLY' };
const TEAM = { plan: 'team_standard', interval: 'MONTHLY' };

/** One clock for each buyer: a month of 30 days, so that a third of it is 10 days to the cent. */
describeWithPostgres('a plan that changes', () => {
  let given: GivenSubscribers;
  beforeAll(async () => (given = await GivenSubscribers.start()), MINUTES_MS);
  afterAll(() => given?.end());

  const lines = ({ lines: all }: Answer['body']) =>
    (all as Answer['body'][]).map(({ type, amount }) => [type, amount]);
  /** The nth invoice by its number: several may be of one instant. */
  const paidInvoice = async (accountId: string, nth: number) => {
    const all = await given.itemsWhen(
      `/v1/accounts/${accountId}/invoices`,
      (some) => some.length === nth && some.every(({ state }) => state === 'PAID'),
    );
    return all.sort((a, b) => a.number.localeCompare(b.number)).at(-1)!;
  };
  /** What the subscription granted, the newest last; what rolled over of it was granted before. */
  const grants = async (accountId: string, count: number) => {
    const isGrant = ({ creditType, lotId }: Answer['body']) =>
      creditType === 'SUBSCRIPTION_GRANT' && !lotId.endsWith('-rolled');
    const lots = await given.itemsWhen(
      `/v1/accounts/${accountId}/lots`,
      (all) => all.filter(isGrant).length === count,
    );
    return lots
      .filter(isGrant)
      .sort((a, b) => a.effectiveAt.localeCompare(b.effectiveAt))
      .map(({ effectiveAt, amount }) => [effectiveAt.slice(0, 10), amount]);
  };
  const account = async (accountId: string) => {
    const { position } = (await given.api.get(`/v1/accounts/${accountId}/limits`)).body;
    return (await given.api.reading(`/v1/accounts/${accountId}`, position)).body;
  };

  it(
    'now charges a whole new period less what is unused of the old one, and takes unused credits off its grant',
    async () => {
      await given.born('ada', APRIL);
      await given.subscribe('ada', INDIVIDUAL);
      await given.pass('ada', '2028-04-11T00:00:00.000Z');
      await given.ask('ada', 'plan', { ...TEAM, when: 'now' });
      const invoice = await paidInvoice('ada', 2);
      // Two thirds of 19.00 are 12.67: nothing of a cent is lost.
      expect(lines(invoice)).toEqual([
        ['subscription', '49.00'],
        ['proration', '-12.67'],
      ]);
      expect(invoice).toMatchObject({ total: '36.33', amountPaid: '36.33', amountDue: '0.00' });
      expect((await given.items('/v1/accounts/ada/orders'))[0]).toMatchObject({ total: '36.33' });
      expect(await grants('ada', 2)).toEqual([
        ['2028-04-01', '1000'],
        ['2028-04-11', '4333.333333'],
      ]);
      const period = { start: '2028-04-11T00:00:00.000Z', end: '2028-05-11T00:00:00.000Z' };
      await given.subscriptionWhen('ada', ({ plan, currentPeriod }) => {
        return plan === 'team_standard' && currentPeriod.end === '2028-05-11T00:00:00.000Z';
      });
      expect(invoice.period).toEqual(period);
      expect(await account('ada')).toMatchObject({ tier: 'team' });
    },
    MINUTES_MS,
  );

  it(
    'at the end of the period costs nothing before, can be taken back, and then begins with the next',
    async () => {
      await given.born('bob', APRIL);
      await given.subscribe('bob', TEAM);
      await given.ask('bob', 'plan', { ...INDIVIDUAL, when: 'period-end' });
      const scheduled = await given.subscriptionWhen('bob', ({ nextPlan }) => nextPlan !== null);
      expect(scheduled).toMatchObject({ plan: 'team_standard', nextPlan: INDIVIDUAL });
      await given.ask('bob', 'plan/undo');
      await given.pass('bob', '2028-05-01T00:00:00.000Z');
      expect(lines(await paidInvoice('bob', 2))).toEqual([['subscription', '49.00']]);

      await given.ask('bob', 'plan', { ...INDIVIDUAL, when: 'period-end' });
      await given.pass('bob', '2028-06-01T00:00:00.000Z');
      const invoice = await paidInvoice('bob', 3);
      expect(lines(invoice)).toEqual([['subscription', '19.00']]);
      expect(await given.subscriptionWhen('bob', ({ plan }) => plan === 'individual_pro')).toMatchObject({
        ...{ nextPlan: null, amount: '19.00', seats: 1, paid: '117.00' },
      });
      expect(await account('bob')).toMatchObject({ tier: 'pro' });
      expect(await grants('bob', 3)).toEqual([
        ...[
          ['2028-04-01', '5000'],
          ['2028-05-01', '5000'],
          ['2028-06-01', '1000'],
        ],
      ]);
    },
    MINUTES_MS,
  );

  it(
    'from a year to months and back gives back what is unused, and neither money nor credits come twice',
    async () => {
      await given.born('cyd', APRIL);
      await given.subscribe('cyd', { ...INDIVIDUAL, interval: 'YEARLY' });
      // 92 of 365 days are over: three months of grants, and 1 day of the fourth.
      await given.pass('cyd', '2028-07-02T00:00:00.000Z');
      expect(await grants('cyd', 4)).toHaveLength(4);
      await given.ask('cyd', 'plan', { ...INDIVIDUAL, when: 'now' });
      const first = await paidInvoice('cyd', 2);
      expect(lines(first)).toEqual([
        ['subscription', '19.00'],
        ['proration', '-19.00'],
      ]);
      expect(first).toMatchObject({ total: '0.00', state: 'PAID' });
      const kept = await given.ask('cyd', 'plan', { ...INDIVIDUAL, interval: 'YEARLY', when: 'now' });
      expect(kept.subscription).toMatchObject({ interval: 'YEARLY' });
      const second = await paidInvoice('cyd', 3);
      // 142.11 were unused of 190.00; 19.00 of them bought a month, of which nothing was used.
      expect(lines(second)).toEqual([
        ['subscription', '190.00'],
        ['proration', '-142.11'],
      ]);
      expect(second).toMatchObject({ total: '47.89', amountPaid: '47.89' });
      // A day of July and a whole month from then on: what was granted twice was taken off.
      expect((await grants('cyd', 5)).at(-1)).toEqual(['2028-07-02', '32.258065']);
    },
    MINUTES_MS,
  );

  it(
    'of seats alone costs nothing, stays above the members, and no member comes beyond them',
    async () => {
      await given.born('acme', APRIL, { kind: 'workspace', tier: 'team' });
      for (const user of ['u1', 'u2', 'u3']) await given.register(user);
      await given.subscribe('acme', { ...TEAM, seats: 5 });
      for (const memberId of ['u1', 'u2']) await given.accepted('/v1/parties/acme/members', { memberId });
      const change = (seats: number, plan = 'team_standard') =>
        given.refused('/v1/accounts/acme/subscription/plan', { ...TEAM, plan, seats, when: 'now' });
      expect(await change(1)).toBe('seats-below-members');
      expect(await change(11)).toBe('seats-above-plan');
      expect(await change(1, 'individual_pro')).toBe('seats-below-members');
      const answer = await given.ask('acme', 'plan', { ...TEAM, seats: 2, when: 'now' });
      expect(answer.subscription).toMatchObject({ seats: 2 });
      const third = await given.api.command('/v1/parties/acme/members', { memberId: 'u3' });
      expect(third.body).toMatchObject({ code: 'seats-exceeded', seats: 2, members: 2 });
      expect(await given.items('/v1/accounts/acme/invoices')).toHaveLength(1);
    },
    MINUTES_MS,
  );

  it(
    'to fewer seats than there are members by then takes effect: nobody is put out, and nobody let in, until they fit',
    async () => {
      await given.born('opus', APRIL, { kind: 'workspace', tier: 'team' });
      for (const user of ['v1', 'v2', 'v3']) await given.register(user);
      await given.subscribe('opus', TEAM);
      await given.accepted('/v1/parties/opus/members', { memberId: 'v1' });
      await given.ask('opus', 'plan', { ...INDIVIDUAL, when: 'period-end' });
      await given.accepted('/v1/parties/opus/members', { memberId: 'v2' });
      await given.pass('opus', '2028-05-01T00:00:00.000Z');
      expect(await given.subscriptionWhen('opus', ({ plan }) => plan === 'individual_pro')).toMatchObject({
        ...{ status: 'ACTIVE', seats: 1, members: 2, membersBeyondSeats: 1 },
      });
      const enter = () => given.refused('/v1/parties/opus/members', { memberId: 'v3' });
      expect(await enter()).toBe('seats-exceeded');
      const leave = { reason: 'the plan is smaller' };
      await given.accepted('/v1/parties/opus/members/v1/remove', leave);
      expect(await enter()).toBe('seats-exceeded');
      await given.subscriptionWhen('opus', ({ membersBeyondSeats }) => membersBeyondSeats === 0);
      await given.accepted('/v1/parties/opus/members/v2/remove', leave);
      await given.accepted('/v1/parties/opus/members', { memberId: 'v3' });
    },
    MINUTES_MS,
  );
});
