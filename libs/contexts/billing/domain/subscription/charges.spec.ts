import { recordChargePaid } from './record-charge-paid';
import { recordChargeRefunded } from './record-charge-refunded';
import { retryCharge } from '../../commands/retry-charge/retry-charge';
import { GivenSubscription } from '../../testing/given-subscription';

const JANUARY = '2026-01-15T10:00:00.000Z';
const subscribed = (plan = 'solo', interval: 'MONTHLY' | 'YEARLY' = 'MONTHLY') => {
  const given = new GivenSubscription(JANUARY);
  given.start({ plan, interval });
  given.pay();
  return given;
};
const refusedWith = (reason: string) => expect.objectContaining({ kind: 'refused', reason });
const noEffectOf = (reason: string) => ({ kind: 'no-effect', reason });

describe('a failed payment', () => {
  const pastDue = () => {
    const given = subscribed().at('2026-02-15T10:00:00.000Z');
    given.settled();
    given.fail();
    return given;
  };

  it('is tried again after 1, 3 and 5 days, and ends the subscription after 7', () => {
    const given = pastDue();
    for (const day of ['16', '18', '20']) {
      expect(given.status).toBe('PAST_DUE');
      given.at(`2026-02-${day}T10:00:00.000Z`).settled();
      given.fail();
    }
    expect(given.of('ChargeRetried').map(({ attempt, dueAt }) => [attempt, dueAt.slice(8, 10)])).toEqual([
      [2, '16'],
      [3, '18'],
      [4, '20'],
    ]);
    given.at('2026-02-22T09:59:59.999Z').settled();
    expect(given.status).toBe('PAST_DUE');
    given.at('2026-02-22T10:00:00.000Z').settled();
    expect(given.of('SubscriptionCanceled')).toMatchObject([{ cause: 'unpaid', canceledAt: given.now }]);
  });

  it('of a retry that is paid keeps the period as it was anchored', () => {
    const given = pastDue().at('2026-02-16T10:00:00.000Z');
    given.settled();
    given.pay();
    expect(given.status).toBe('ACTIVE');
    given.at('2026-03-15T10:00:00.000Z').settled();
    expect(given.of('ChargeDue').map(({ dueAt }) => dueAt.slice(5, 10))).toEqual(['01-15', '02-15', '03-15']);
  });

  it('does not matter any more when the order of an earlier attempt is paid after all', () => {
    const given = pastDue().at('2026-02-16T10:00:00.000Z');
    given.settled();
    given.pay(1);
    expect(given.status).toBe('ACTIVE');
  });

  it('of an attempt that is over changes nothing', () => {
    const given = pastDue();
    expect(given.fail()).toEqual(noEffectOf('attempt-is-over'));
  });

  it('is tried at once when an admin says so; without one that is refused no-failed-charge', () => {
    const given = pastDue();
    given.do(retryCharge, {});
    expect(given.of('ChargeRetried')).toMatchObject([{ cause: 'admin', attempt: 2 }]);
    expect(given.do(retryCharge, {})).toEqual(refusedWith('no-failed-charge'));
  });

  it('of the first payment waits for another until the 23 hours are over', () => {
    const given = new GivenSubscription(JANUARY);
    given.start();
    given.fail();
    expect(given.status).toBe('INCOMPLETE');
    given.do(retryCharge, {});
    given.pay();
    expect(given.status).toBe('ACTIVE');
  });
});

describe('what was paid twice or goes back', () => {
  const refund = (given: GivenSubscription, refundedMinor: bigint, cause: 'refund' | 'dispute' = 'refund') =>
    given.do(recordChargeRefunded, {
      ...{
        subscriptionId: 's1',
        charge: 'renew:s1:1',
        orderId: 's1-1-1',
        refundId: `r${refundedMinor}`,
        cause,
        amountMinor: refundedMinor,
      },
      ...{ refundedMinor, refundedAt: given.now },
    });

  it('is recorded once', () => {
    const given = subscribed();
    const again = { charge: 'renew:s1:1', orderId: 's1-1-1', amountMinor: 3_000n, currency: 'USD' };
    expect(given.do(recordChargePaid, { ...again, paidAt: given.now })).toEqual(
      noEffectOf('already-recorded'),
    );
    const other = { ...again, orderId: 's1-1-2', paidAt: given.now };
    expect(given.do(recordChargePaid, other)).toEqual(refusedWith('charge-not-open'));
  });

  it('in part changes nothing but what unused time is worth', () => {
    const given = subscribed();
    refund(given, 1_000n);
    expect(given.status).toBe('ACTIVE');
    given.change({ plan: 'free' });
    expect(given.state.credit).toEqual({ amountMinor: 2_000n, currency: 'USD' });
    expect(refund(given, 1_000n)).toEqual(noEffectOf('already-recorded'));
  });

  it('as a whole, or by a dispute, ends the subscription', () => {
    const [whole, disputed] = [subscribed(), subscribed()];
    refund(whole, 3_000n);
    expect(whole.of('SubscriptionCanceled')).toMatchObject([{ cause: 'refunded' }]);
    refund(disputed, 10n, 'dispute');
    expect(disputed.of('SubscriptionCanceled')).toMatchObject([{ cause: 'dispute-lost' }]);
  });
});
