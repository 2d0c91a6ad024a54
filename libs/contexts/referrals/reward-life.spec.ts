import { accept } from '@ledgerline/kernel';
import { referralRewards } from './projections/referral-rewards/referral-rewards';
import { referrals } from './projections/referrals/referrals';
import { adaBringsBob, DAY, givenReferrals, reasonOf } from './testing/given-referrals';

describe('a reward', () => {
  it('that is a percentage is rounded down, and follows a refund in parts to the last cent', async () => {
    const given = await adaBringsBob({ rule: { reward: { kind: 'percent', percent: '12.5' } } });
    await given.pay('bob', 'o1', { paidMinor: 999n, currency: 'EUR' });
    await given.settled();
    expect(await given.funds('ada', 'EUR')).toMatchObject({ vestingMinor: 124n });
    for (const refundedMinor of [333n, 666n, 999n]) {
      const refundId = `r${refundedMinor}`;
      await given.refund('bob', 'o1', { refundId, refundedMinor, totalMinor: 999n });
      await given.refund('bob', 'o1', { refundId, refundedMinor, totalMinor: 999n });
    }
    await given.settled();
    expect(await given.funds('ada', 'EUR')).toMatchObject({ vestingMinor: 0n, clawedBackMinor: 124n });
    await given.after(40 * DAY, 'referralProgram-ada');
    expect(await given.referral('bob')).toMatchObject({ status: 'confirmed' });
  });

  it('in credits reaches both when it vests, and is gone for both when the payment is lost', async () => {
    const given = await adaBringsBob({
      rule: { reward: { kind: 'credits', referrer: '50', referee: '20' } },
    });
    await given.pay('bob', 'o1');
    await given.settled();
    expect([await given.balance('ada'), await given.balance('bob')]).toEqual(['0', '0']);
    await given.after(30 * DAY, 'referralProgram-ada');
    expect([await given.balance('ada'), await given.balance('bob')]).toEqual(['50', '20']);
    await given.refund('bob', 'o1', { cause: 'dispute' });
    await given.settled();
    expect([await given.balance('ada'), await given.balance('bob')]).toEqual(['0', '0']);
    expect(await given.funds('ada')).toBeUndefined();
  });

  it('in credits goes with the payment in proportion, before and after it vests; what is spent is owed', async () => {
    const given = await adaBringsBob({
      rule: { reward: { kind: 'credits', referrer: '50', referee: '20' } },
    });
    await given.pay('bob', 'o1');
    await given.refund('bob', 'o1', { refundId: 'r1', refundedMinor: 1_000n });
    await given.after(30 * DAY, 'referralProgram-ada');
    expect([await given.balance('ada'), await given.balance('bob')]).toEqual(['40', '16']);
    await given.refund('bob', 'o1', { refundId: 'r2', refundedMinor: 2_500n });
    await given.settled();
    expect([await given.balance('ada'), await given.balance('bob')]).toEqual(['25', '10']);
    await given.refund('bob', 'o1', { refundId: 'r3', refundedMinor: 5_000n });
    await given.settled();
    expect([await given.balance('ada'), await given.balance('bob')]).toEqual(['0', '0']);
    await given.reacting.forget();
    await given.settled();
    expect([await given.balance('ada'), await given.balance('bob')]).toEqual(['0', '0']);
    expect(await given.rows(referralRewards)).toMatchObject([{ clawed_back: 50_000_000n }, {}]);
  });

  it('in credits waits for an account that is not open yet, and holds up no other', async () => {
    const given = await givenReferrals({
      rule: { reward: { kind: 'credits', referrer: '50', referee: '20' }, vestingDays: 0 },
    });
    await given.openProgram('ada', 'ADA');
    await given.openAccount('bob');
    await given.register('bob', { referralCode: 'ADA' });
    await given.pay('bob', 'o1');
    await given.settled();
    expect(given.reacting.items()).toMatchObject([{ state: 'waiting' }]);
    await given.openAccount('ada');
    await given.after(1);
    expect([await given.balance('ada'), await given.balance('bob')]).toEqual(['50', '20']);
    expect(await given.referral('bob')).toMatchObject({ status: 'paid' });
  });

  it('that an account does not take is told, and the referral goes on', async () => {
    const given = await adaBringsBob({
      rule: { reward: { kind: 'credits', referrer: '50', referee: '20' }, vestingDays: 0 },
    });
    await given.command(given.families.account.stream, 'ada', (_state, { now }) =>
      accept({ type: 'AccountClosed', data: { reason: 'gone', closedAt: now } }),
    );
    await given.pay('bob', 'o1');
    await given.settled();
    expect(given.reacting.items()).toEqual([]);
    expect(await given.rows(referralRewards)).toMatchObject([
      { beneficiary_id: 'ada', state: 'UNDELIVERED', reason: 'account-closed' },
      { beneficiary_id: 'bob', state: 'VESTED' },
    ]);
    expect(await given.balance('bob')).toBe('20');
  });

  it('is refused reward-limit-reached beyond so many in a day, and the referral says so', async () => {
    const given = await adaBringsBob({ rule: { rewardsPerDayMax: 1 } });
    await given.register('cyd', { referralCode: 'ADA' });
    await given.pay('bob', 'o1');
    await given.settled();
    await given.pay('cyd', 'o2');
    await given.settled();
    expect(await given.funds('ada')).toMatchObject({ earnedMinor: 1_000n });
    const row = (await given.rows(referrals)).find(({ referral_id }) => referral_id === 'cyd');
    expect(row).toMatchObject({ status: 'CONFIRMED', reason: 'reward-limit-reached' });
    await given.refund('cyd', 'o2');
    await given.settled();
    expect((await given.log()).at(-1)!.data).toMatchObject({ reason: 'reward-not-found' });
    expect(given.reacting.items()).toEqual([]);
  });

  it('that was paid out leaves the program owing when it is clawed back, and later earnings repay it', async () => {
    const given = await adaBringsBob({
      rule: { vestingDays: 0, reward: { kind: 'fixed', amount: '25.00', currency: 'USD' } },
    });
    await given.pay('bob', 'o1');
    await given.settled();
    await given.requestPayout('ada');
    await given.refund('bob', 'o1');
    await given.settled();
    expect(await given.funds('ada')).toMatchObject({ availableMinor: -2_500n, clawedBackMinor: 2_500n });
    expect(reasonOf(await given.requestPayout('ada', { amountMinor: 2_500n }))).toBe(
      'payout-above-available',
    );
    await given.register('cyd', { referralCode: 'ADA' });
    await given.pay('cyd', 'o2');
    await given.settled();
    expect(await given.funds('ada')).toMatchObject({ availableMinor: 0n, earnedMinor: 5_000n });
  });
});
