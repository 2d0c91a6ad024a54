import { cancelSubscription } from '../../commands/cancel-subscription/cancel-subscription';
import { retryCharge } from '../../commands/retry-charge/retry-charge';
import { GivenSubscription, subscriber } from '../../testing/given-subscription';
import { recordChargeRefunded } from './record-charge-refunded';

const APRIL = '2026-04-01T00:00:00.000Z';
const MAY = '2026-05-01T00:00:00.000Z';
const begun = (plan: string) => {
  const given = new GivenSubscription(APRIL);
  given.start({ plan });
  return given;
};
const subscribed = (plan = 'solo') => {
  const given = begun(plan);
  given.pay();
  return given;
};
const end = (given: GivenSubscription, when: 'now' | 'period-end' = 'now') =>
  given.do(cancelSubscription, { when, reason: 'enough' });
const usage = (amountMinor: bigint) => [
  { type: 'usage' as const, description: 'calls', quantity: 1, unitMinor: amountMinor, amountMinor },
];

describe('a subscription that was never paid', () => {
  it('ends for good, though a free plan came before: no period begins after that', () => {
    const given = begun('free').at('2026-04-11T00:00:00.000Z');
    given.change({ plan: 'solo' });
    given.at('2026-04-11T23:00:00.000Z').settled();
    expect(given.status).toBe('INCOMPLETE_EXPIRED');
    const before = given.events.length;
    given.at('2026-08-01T00:00:00.000Z').settled();
    expect(given.events).toHaveLength(before);
  });

  it('is tried again at a checkout, and one that was paid with the method that is kept', () => {
    const never = begun('solo');
    never.fail();
    never.do(retryCharge, {});
    expect(never.of('ChargeRetried')).toMatchObject([{ collection: 'checkout' }]);
    const once = subscribed().at(MAY);
    once.settled();
    once.fail();
    once.do(retryCharge, {});
    expect(once.of('ChargeRetried')).toMatchObject([{ collection: 'automatic' }]);
  });

  it('can be canceled now, and names the order that somebody may still pay', () => {
    const given = begun('solo');
    end(given);
    expect(given.of('SubscriptionCanceled')[0]).toMatchObject({ unpaidCharge: null });
    expect(given.of('SubscriptionCanceled')[0]).not.toHaveProperty('openOrderId');
    given.start();
    given.price();
    end(given);
    expect(given.of('SubscriptionCanceled')[1]).toMatchObject({
      ...{ unpaidCharge: 'renew:s2:1', openOrderId: 's2-1-1' },
    });
    given.start();
    given.fail();
    end(given);
    expect(given.of('SubscriptionCanceled')[2]).toMatchObject({ unpaidCharge: 'renew:s3:1' });
    expect(given.of('SubscriptionCanceled')[2]).not.toHaveProperty('openOrderId');
  });

  it('is paid for the first time by money, not by what was kept', () => {
    const given = new GivenSubscription(APRIL);
    given.start({ interval: 'YEARLY' });
    given.pay();
    given.change({ plan: 'free' });
    end(given);
    given.start();
    given.pay();
    expect(given.of('ChargePaid').at(-1)).toMatchObject({ orderId: null, amountMinor: 0n, first: false });
    expect(given.of('ChargePriced').at(-1)).toMatchObject({ collection: 'checkout' });
    expect(given.state.life!.everPaid).toBe(false);
  });
});

describe('credits', () => {
  it('of none a month are not granted at all', () => {
    const given = subscribed('metered').at(MAY);
    given.settled();
    given.pay();
    expect(given.of('GrantDue')).toEqual([]);
  });

  it('of a plan that keeps none do not roll over', () => {
    expect(subscribed('team').of('GrantDue')).toMatchObject([{ rollover: null }]);
  });

  it('that were granted for unused time are taken off grant after grant until all of it is back', () => {
    const given = subscribed('team');
    given.change({ plan: 'solo' });
    given.pay();
    expect(given.of('GrantDue').at(-1)).toMatchObject({ amountMicros: 0n, owedTakenMicros: 300_000_000n });
    expect(given.state.owedMicros).toBe(600_000_000n);
    given.change({ plan: 'team' });
    expect(given.state.owedMicros).toBe(900_000_000n);
  });

  it('of a trial are never more than a month’s, however long it is', () => {
    const given = new GivenSubscription(APRIL);
    given.start({ plan: 'patient', trial: true });
    expect(given.of('GrantDue')).toMatchObject([{ kind: 'trial', amountMicros: 90_000_000n }]);
  });

  it('of the last two grants are taken back at the end: the older may have rolled over', () => {
    const given = subscribed().at(MAY);
    given.settled();
    given.pay();
    given.at('2026-06-01T00:00:00.000Z').settled();
    given.pay();
    end(given);
    expect(given.of('SubscriptionCanceled')[0]!.voids.map(({ grant }) => grant)).toEqual([
      ...['grant:s1:2', 'grant:s1:3'],
    ]);
  });
});

describe('usage', () => {
  it('of a trial is nobody’s to pay, whether the trial ends or the subscription', () => {
    const [ended, canceled] = [0, 1].map(() => {
      const given = new GivenSubscription(APRIL);
      given.start({ plan: 'metered', trial: true });
      return given;
    }) as [GivenSubscription, GivenSubscription];
    ended.at('2026-04-15T00:00:00.000Z').settled();
    expect(ended.of('ChargeDue')).toMatchObject([{ usage: null }]);
    end(canceled);
    expect(canceled.of('ChargeDue')).toEqual([]);
    expect(canceled.of('GrantDue')).toEqual([]);
  });

  it.each(['now', 'period-end'] as const)('of a plan that is left %s is billed at its prices', (when) => {
    const given = subscribed('metered').at('2026-04-11T00:00:00.000Z');
    given.change({ plan: 'team', when });
    if (when === 'period-end') given.at(MAY).settled();
    expect(given.of('ChargeDue').at(-1)!.usage).toMatchObject({
      ...{ period: { ordinal: 1, start: APRIL, end: given.now }, prices: [{ included: 100 }] },
    });
  });

  it('is counted until the subscription ends, and priced in its currency alone', () => {
    const given = subscribed('metered').at('2026-04-11T00:00:00.000Z');
    end(given);
    expect(given.of('ChargeDue').at(-1)!.usage!.period.end).toBe(given.now);
    expect(begun('patient').state.life!.terms.usage).toEqual([]);
  });
});

describe('a choice', () => {
  it('of seats is free where a plan bounds none', () => {
    const members = { subscriber: subscriber({ members: 7 }) };
    expect(new GivenSubscription(APRIL).start({ plan: 'euro', ...members })).toMatchObject({
      kind: 'accepted',
    });
    expect(new GivenSubscription(APRIL).start({ plan: 'euro', seats: 900 })).toMatchObject({
      kind: 'accepted',
    });
  });

  it('of a trial is used up by the first, whatever came after it', () => {
    const given = new GivenSubscription(APRIL);
    given.start({ trial: true });
    end(given);
    given.start();
    end(given);
    expect(given.start({ trial: true })).toMatchObject({ reason: 'trial-already-used' });
  });

  it('of another plan can be made for later while a charge is open, and at once though it was for later', () => {
    const given = subscribed().at(MAY);
    given.settled();
    expect(given.change({ plan: 'team', when: 'period-end' })).toMatchObject({ kind: 'accepted' });
    given.pay();
    expect(given.change({ plan: 'team' })).toMatchObject({ kind: 'accepted' });
    expect(given.of('PlanChanged')).toMatchObject([{ cause: 'now', anchors: true }]);
  });

  it('of another interval alone begins a new period at once', () => {
    const given = subscribed().at('2026-04-11T00:00:00.000Z');
    given.change({ interval: 'YEARLY' });
    expect(given.of('PlanChanged')).toMatchObject([{ unusedMinor: 2_000n, anchors: true }]);
    expect(given.state.life!.charge!.period).toMatchObject({
      start: given.now,
      end: '2027-04-11T00:00:00.000Z',
    });
  });

  it('between plans that cost nothing waits for no money', () => {
    const given = begun('free');
    given.change({ plan: 'patient' });
    expect(given.status).toBe('ACTIVE');
  });

  it('to end now counts though the end was scheduled', () => {
    const given = subscribed();
    end(given, 'period-end');
    end(given);
    expect(given.of('SubscriptionCanceled')).toMatchObject([{ cause: 'now', canceledAt: APRIL }]);
  });
});

describe('a charge', () => {
  it('is priced once, and says nothing of what was kept where nothing was', () => {
    const given = begun('solo');
    given.price();
    expect(given.price()).toEqual({ kind: 'no-effect', reason: 'already-priced' });
    expect(given.of('ChargePriced')[0]!.price.lines).toHaveLength(1);
  });

  it('of which more went back than the plan costs leaves nothing that is unused', () => {
    const given = subscribed('metered').at(MAY);
    given.settled();
    given.price({ usageLines: usage(5_000n) });
    given.pay();
    given.do(recordChargeRefunded, {
      ...{ subscriptionId: 's1', charge: 'renew:s1:2', orderId: 's1-2-1', refundId: 'r1' },
      ...{ cause: 'refund', amountMinor: 3_000n },
      ...{ refundedMinor: 3_000n, refundedAt: given.now },
    });
    given.change({ plan: 'team' });
    expect(given.of('PlanChanged')).toMatchObject([{ unusedMinor: 0n }]);
  });

  it('that goes back whole after the subscription has ended ends nothing again', () => {
    const given = subscribed();
    end(given);
    given.do(recordChargeRefunded, {
      ...{ subscriptionId: 's1', charge: 'renew:s1:1', orderId: 's1-1-1', refundId: 'r1' },
      ...{ cause: 'refund', amountMinor: 3_000n },
      ...{ refundedMinor: 3_000n, refundedAt: given.now },
    });
    expect(given.of('ChargeRefunded')).toHaveLength(1);
    expect(given.of('SubscriptionCanceled')).toHaveLength(1);
  });
});
