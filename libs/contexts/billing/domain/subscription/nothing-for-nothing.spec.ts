import { cancelSubscription } from '../../commands/cancel-subscription/cancel-subscription';
import { GivenSubscription } from '../../testing/given-subscription';
import { recordChargeRefunded } from './record-charge-refunded';

const APRIL = '2026-04-01T00:00:00.000Z';
const MAY = '2026-05-01T00:00:00.000Z';
const END = { when: 'now' as const, reason: 'enough' };

function started(plan = 'solo') {
  const given = new GivenSubscription(APRIL);
  given.start({ plan });
  given.pay();
  return given;
}

const wentBack = (
  given: GivenSubscription,
  refundedMinor: bigint,
  { ordinal = 1, cause = 'refund' }: { ordinal?: number; cause?: 'refund' | 'dispute' } = {},
) =>
  given.do(recordChargeRefunded, {
    ...{ subscriptionId: 's1', charge: `renew:s1:${ordinal}`, orderId: `s1-${ordinal}-1` },
    ...{ refundId: `r${refundedMinor}`, cause, amountMinor: refundedMinor, refundedMinor },
    refundedAt: given.now,
  });

describe('a plan that costs nothing', () => {
  it('grants a month once, however often it is canceled and started again', () => {
    const given = new GivenSubscription(APRIL);
    for (let life = 1; life <= 5; life++) {
      given.start({ plan: 'free' });
      given.do(cancelSubscription, END);
    }
    expect(given.of('GrantDue').map(({ amountMicros }) => amountMicros)).toEqual([
      10_000_000n,
      ...[0n, 0n, 0n, 0n],
    ]);
    given.at(MAY).start({ plan: 'free' });
    expect(given.of('GrantDue').at(-1)).toMatchObject({ amountMicros: 10_000_000n });
  });

  it('is alone in this: what is paid for twice is granted twice', () => {
    const given = started();
    given.do(cancelSubscription, END);
    given.start();
    given.pay();
    expect(given.of('GrantDue').map(({ amountMicros }) => amountMicros)).toEqual([
      300_000_000n,
      300_000_000n,
    ]);
  });
});

describe('what was kept from a change of plan', () => {
  it('is kept again when the charge that it was taken off is never paid', () => {
    const given = started();
    given.change({ plan: 'team' });
    given.fail();
    expect(given.state.credit).toBeNull();
    for (const day of ['02', '04', '06', '08']) {
      given.at(`2026-04-${day}T00:00:00.000Z`).settled();
      given.fail();
    }
    expect(given.of('SubscriptionCanceled')).toMatchObject([
      { cause: 'unpaid', creditReturnedMinor: 3_000n },
    ]);
    expect(given.state.credit).toEqual({ amountMinor: 3_000n, currency: 'USD' });
  });

  it('is kept again by whoever cancels before the charge is paid', () => {
    const given = started();
    given.change({ plan: 'team' });
    given.price();
    given.do(cancelSubscription, END);
    expect(given.state.credit).toEqual({ amountMinor: 3_000n, currency: 'USD' });
  });

  it.each([
    ['whole', 3_000n, null],
    ['in part', 1_200n, { amountMinor: 1_800n, currency: 'USD' }],
  ])('goes with the payment it was kept of, %s: it is not given back twice', (_, refundedMinor, left) => {
    const given = started();
    given.change({ plan: 'free' });
    given.price();
    wentBack(given, refundedMinor);
    expect(given.state.credit).toEqual(left);
    expect(wentBack(given, refundedMinor)).toMatchObject({ kind: 'no-effect' });
  });

  it('comes to the same whether the money goes back before the change or after it', () => {
    const [before, after] = [started(), started()];
    wentBack(before, 1_000n);
    for (const given of [before, after]) given.at('2026-04-11T00:00:00.000Z').change({ plan: 'free' });
    wentBack(after, 1_000n);
    expect(after.state.credit).toEqual(before.state.credit);
  });

  it('and came back from a charge that nobody paid goes with its payment all the same', () => {
    const [before, after] = [started(), started()];
    for (const given of [before, after]) {
      given.change({ plan: 'team' });
      given.price();
      if (given === before) wentBack(given, 1_200n);
      given.do(cancelSubscription, END);
      wentBack(given, 1_200n);
    }
    expect(before.state.credit).toEqual({ amountMinor: 1_800n, currency: 'USD' });
    expect(after.state.credit).toEqual(before.state.credit);
  });

  it('goes on through charges that it paid: the payment at its beginning takes all of it', () => {
    const given = started();
    given.change({ plan: 'metered' });
    given.price();
    given.change({ plan: 'free' });
    given.price();
    expect(given.state.credit).toEqual({ amountMinor: 3_000n, currency: 'USD' });
    wentBack(given, 3_000n);
    expect(given.state.credit).toBeNull();
  });

  it('of one payment is safe from the refund of another that is used up', () => {
    const given = started();
    given.change({ plan: 'team' });
    given.pay();
    given.at(MAY).settled();
    given.pay();
    given.change({ plan: 'free' });
    given.price();
    const { credit } = given.state;
    expect(wentBack(given, 3_000n)).toMatchObject({ kind: 'no-effect' });
    expect(given.state.credit).toEqual(credit);
  });

  it('loses what is still there where the rest was taken off a charge already', () => {
    const given = started();
    given.change({ plan: 'free' });
    given.do(cancelSubscription, END);
    given.start({ plan: 'metered' });
    given.price();
    expect(given.state.credit).toEqual({ amountMinor: 2_000n, currency: 'USD' });
    wentBack(given, 3_000n);
    expect(given.of('ChargeRefunded')).toMatchObject([{ creditLostMinor: 2_000n }]);
    expect(given.state.credit).toBeNull();
  });
});

describe('a dispute that is lost', () => {
  it('about a month long paid ends the subscription too; a refund of it does not', () => {
    const given = started().at(MAY);
    given.settled();
    given.pay();
    expect(wentBack(given, 3_000n)).toMatchObject({ kind: 'no-effect', reason: 'not-the-last-charge' });
    wentBack(given, 3_000n, { cause: 'dispute' });
    expect(given.of('SubscriptionCanceled')).toMatchObject([{ cause: 'dispute-lost' }]);
    expect(given.state.life!.lastPaid).toMatchObject({ charge: 'renew:s1:2', refundedMinor: 0n });
  });

  it('about a subscription that has ended ends no other', () => {
    const given = started();
    given.do(cancelSubscription, END);
    given.start();
    given.pay();
    wentBack(given, 3_000n, { cause: 'dispute' });
    expect(given.status).toBe('ACTIVE');
  });
});

describe('usage that is billed', () => {
  it('with a charge that nobody paid is billed with the end of the subscription', () => {
    const given = started('metered').at(MAY);
    given.settled();
    given.fail();
    given.do(cancelSubscription, END);
    expect(given.state.life!.charge).toMatchObject({
      ...{ ordinal: 3, lines: [], period: null },
      usage: { period: { start: APRIL, end: MAY } },
    });
  });
});

describe('a trial', () => {
  it('of one plan is none of another that has none (trial-not-offered)', () => {
    const given = new GivenSubscription(APRIL);
    given.start({ trial: true });
    expect(given.change({ plan: 'untried' })).toMatchObject({ kind: 'refused', reason: 'trial-not-offered' });
    expect(given.change({ plan: 'team' })).toMatchObject({ kind: 'accepted' });
    expect(given.change({ plan: 'free' })).toMatchObject({ kind: 'accepted' });
  });
});
