import fc from 'fast-check';
import { cancelSubscription } from '../../commands/cancel-subscription/cancel-subscription';
import { undoPlanChange } from '../../commands/undo-plan-change/undo-plan-change';
import { GivenSubscription, subscriber } from '../../testing/given-subscription';

const APRIL = '2026-04-01T00:00:00.000Z';
const subscribed = (plan = 'solo', interval: 'MONTHLY' | 'YEARLY' = 'MONTHLY') => {
  const given = new GivenSubscription(APRIL);
  given.start({ plan, interval });
  given.pay();
  return given;
};
const refusedWith = (reason: string) => expect.objectContaining({ kind: 'refused', reason });

describe('a plan changed now', () => {
  it('gives what is unused of the old price back on the charge of a whole new period', () => {
    const given = subscribed().at('2026-04-11T00:00:00.000Z');
    given.change({ plan: 'team' });
    given.price();
    const priced = given.of('ChargePriced').at(-1)!;
    expect(priced.price.lines.map(({ type, amountMinor }) => [type, amountMinor])).toEqual([
      ['subscription', 9_000n],
      ['proration', -2_000n],
    ]);
    expect(priced).toMatchObject({ creditUsedMinor: 2_000n, price: { totals: { totalMinor: 7_000n } } });
    expect(priced.period).toMatchObject({ start: given.now, end: '2026-05-11T00:00:00.000Z' });
    expect(given.state.credit).toBeNull();
  });

  it('takes the credits of unused time off the next grant: nothing is granted twice', () => {
    const given = subscribed().at('2026-04-11T00:00:00.000Z');
    given.change({ plan: 'team' });
    given.pay();
    expect(given.of('GrantDue').at(-1)).toMatchObject({
      amountMicros: 700_000_000n,
      owedTakenMicros: 200_000_000n,
    });
    expect(given.state.owedMicros).toBe(0n);
  });

  it('never charges less than nothing: what is left is kept for the next charges', () => {
    const given = subscribed('solo', 'YEARLY').at('2026-04-01T00:00:00.001Z');
    given.change({ plan: 'team' });
    given.price();
    expect(given.of('ChargePriced').at(-1)!.price.totals.totalMinor).toBe(0n);
    expect(given.of('ChargePaid').at(-1)).toMatchObject({ orderId: null, amountMinor: 0n, first: false });
    expect(given.state.credit).toEqual({ amountMinor: 21_000n, currency: 'USD' });
    given.at('2026-05-01T00:00:00.001Z').settled();
    given.price();
    expect(given.state.credit).toEqual({ amountMinor: 12_000n, currency: 'USD' });
  });

  it('keeps what is left beyond the end of the subscription', () => {
    const given = subscribed();
    given.change({ plan: 'free' });
    given.do(cancelSubscription, { when: 'now', reason: 'for now' });
    given.start({ plan: 'team' });
    given.price();
    expect(given.of('ChargePriced').at(-1)!.price.totals.totalMinor).toBe(6_000n);
  });

  it('of who never paid waits for the first money before it begins', () => {
    const given = new GivenSubscription(APRIL);
    given.start({ plan: 'free' });
    given.at('2026-04-11T00:00:00.000Z').change({ plan: 'solo' });
    expect(given.status).toBe('INCOMPLETE');
    expect(given.of('PeriodStarted').map(({ plan }) => plan)).toEqual(['free']);
    given.pay();
    expect(given.of('PeriodStarted').map(({ plan }) => plan)).toEqual(['free', 'solo']);
    expect(given.of('PeriodStarted').at(-1)!.period.start).toBe('2026-04-11T00:00:00.000Z');
  });

  it('is refused while a charge is open (charge-open), and into another currency (subscription-currency-differs)', () => {
    const given = subscribed();
    expect(given.change({ plan: 'euro' })).toEqual(refusedWith('subscription-currency-differs'));
    given.change({ plan: 'team' });
    expect(given.change({ plan: 'solo' })).toEqual(refusedWith('charge-open'));
    given.pay();
    given.change({ plan: 'free' });
    given.do(cancelSubscription, { when: 'now', reason: 'for now' });
    expect(given.start({ plan: 'euro' })).toEqual(refusedWith('subscription-currency-differs'));
  });

  it.each([
    ['unknown-plan', { plan: 'golden' }],
    ['plan-not-offered', { plan: 'retired' }],
    ['interval-not-offered', { plan: 'team', interval: 'YEARLY' as const }],
    ['seats-above-plan', { plan: 'team', seats: 11 }],
    ['seats-below-members', { plan: 'solo', subscriber: subscriber({ account: 'open', members: 2 }) }],
  ])('is refused %s', (reason, command) => {
    expect(subscribed('team').change(command)).toEqual(refusedWith(reason));
  });

  it('in its seats alone cuts nothing off', () => {
    const given = subscribed('team');
    given.change({ plan: 'team', seats: 4 });
    expect(given.state.life).toMatchObject({ seats: 4, charge: null, anchor: APRIL });
    expect(given.change({ plan: 'team', seats: 4 })).toEqual({ kind: 'no-effect', reason: 'plan-in-force' });
  });

  it('at any instant gives back no more than was paid and no less than nothing', () => {
    const instant = fc.date({
      min: new Date(APRIL),
      max: new Date('2026-04-30T23:59:59.999Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(instant, (at) => {
        const given = subscribed().at(at.toISOString());
        given.change({ plan: 'free' });
        const { unusedMinor, unusedMicros } = given.of('PlanChanged')[0]!;
        expect(unusedMinor >= 0n && unusedMinor <= 3_000n).toBe(true);
        // In the same proportion, but for the rounding of each.
        const apart = unusedMicros - unusedMinor * 100_000n;
        expect(apart > -100_000n && apart < 100_000n).toBe(true);
      }),
    );
  });
});

describe('a plan that is to change at the end of the period', () => {
  it('changes with the period that begins, counted from the same anchor', () => {
    const given = new GivenSubscription('2026-01-31T00:00:00.000Z');
    given.start();
    given.pay();
    given.change({ interval: 'YEARLY', when: 'period-end' });
    expect(given.state.life!.terms.interval).toBe('MONTHLY');
    given.at('2026-02-28T00:00:00.000Z').settled();
    expect(given.of('PlanChanged')).toMatchObject([{ cause: 'period-end', unusedMinor: 0n }]);
    expect(given.of('PeriodStarted').at(-1)!.period).toEqual({
      ...{ ordinal: 2, start: '2026-02-28T00:00:00.000Z', end: '2027-02-28T00:00:00.000Z' },
    });
    given.pay();
    given.at('2026-03-31T00:00:00.000Z').settled();
    expect(given.of('GrantDue').at(-1)!.effectiveAt).toBe('2026-03-31T00:00:00.000Z');
  });

  it('can be left as it is', () => {
    const given = subscribed();
    given.change({ plan: 'team', when: 'period-end' });
    given.do(undoPlanChange, {});
    expect(given.do(undoPlanChange, {})).toEqual({ kind: 'no-effect', reason: 'no-change-scheduled' });
    given.at('2026-05-01T00:00:00.000Z').settled();
    expect(given.of('PlanChanged')).toEqual([]);
  });
});

describe('usage that a plan prices', () => {
  const beyond = (quantity: number) => [
    {
      ...{ type: 'usage' as const, description: 'API calls', quantity, unitMinor: 1n },
      amountMinor: BigInt(quantity),
    },
  ];

  it('is billed with the charge that begins the next period', () => {
    const given = subscribed('metered').at('2026-05-01T00:00:00.000Z');
    given.settled();
    expect(given.state.life!.charge).toMatchObject({
      usage: { period: { ordinal: 1, start: APRIL, end: given.now }, prices: [{ included: 100 }] },
    });
    given.price({ usageLines: beyond(25) });
    expect(given.of('ChargePriced').at(-1)!.price.totals.totalMinor).toBe(1_025n);
  });

  it('is billed at the end of a subscription too, and nothing starts before that is paid', () => {
    const given = subscribed('metered').at('2026-04-20T00:00:00.000Z');
    given.do(cancelSubscription, { when: 'now', reason: 'enough' });
    given.price({ usageLines: beyond(7) });
    expect(given.of('ChargeDue').at(-1)).toMatchObject({ period: null, lines: [], ordinal: 2 });
    expect(given.start()).toEqual(refusedWith('charge-open'));
    given.pay();
    expect(given.status).toBe('CANCELED');
    expect(given.start()).toMatchObject({ kind: 'accepted' });
  });

  it('carries the tax of the whole charge', () => {
    const given = subscribed('metered').at('2026-05-01T00:00:00.000Z');
    given.settled();
    const tax = { name: 'vat', country: 'DE', percent: '19', inclusive: false };
    given.price({ usageLines: beyond(100), tax });
    expect(given.of('ChargePriced').at(-1)!.price.totals).toMatchObject({
      taxMinor: 209n,
      totalMinor: 1_309n,
    });
  });
});
