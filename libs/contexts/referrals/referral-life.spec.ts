import { deactivateProgram } from './commands/deactivate-program/deactivate-program';
import { referrals } from './projections/referrals/referrals';
import { adaBringsBob, DAY, givenReferrals, NINE } from './testing/given-referrals';

describe('a referral', () => {
  it('signs up by a code in any case, is confirmed by the first payment, and is paid when its reward vests', async () => {
    const given = await adaBringsBob({}, 'ada');
    expect(await given.referral('bob')).toMatchObject({ status: 'signed-up', referrerId: 'ada' });
    await given.pay('bob', 'o1');
    await given.settled();
    expect(await given.funds('ada')).toMatchObject({ vestingMinor: 1_000n, availableMinor: 0n });
    await given.after(30 * DAY - 1, 'referralProgram-ada');
    expect(await given.referral('bob')).toMatchObject({ status: 'confirmed' });
    await given.after(1, 'referralProgram-ada');
    expect(await given.funds('ada')).toMatchObject({ vestingMinor: 0n, availableMinor: 1_000n });
    expect(await given.referral('bob')).toMatchObject({ status: 'paid' });
    expect(given.reacting.items()).toEqual([]);
  });

  it('gives one reward ever, however often its referee pays', async () => {
    const given = await adaBringsBob();
    await given.pay('bob', 'o1');
    await given.pay('bob', 'o2');
    await given.settled();
    await given.after(40 * DAY, 'referralProgram-ada');
    await given.pay('bob', 'o3');
    await given.settled();
    expect(await given.funds('ada')).toMatchObject({ earnedMinor: 1_000n });
    expect(await given.history('referral-bob')).toEqual([
      ...['ReferralSignedUp', 'ReferralConfirmed', 'ReferralRewardPaid'],
    ]);
  });

  it('is the same after everything was done again', async () => {
    const given = await adaBringsBob();
    await given.pay('bob', 'o1');
    await given.refund('bob', 'o1', { refundedMinor: 1_000n });
    await given.settled();
    const before = (await given.log()).length;
    await given.reacting.forget();
    await given.settled();
    expect((await given.log()).length).toBe(before);
    expect(await given.funds('ada')).toMatchObject({ vestingMinor: 800n, clawedBackMinor: 200n });
  });

  it('expires when nobody paid in time, unless the payment was made in time and is told late', async () => {
    const given = await adaBringsBob();
    await given.after(30 * DAY, 'referral-bob');
    expect(await given.referral('bob')).toMatchObject({ status: 'expired' });
    await given.pay('bob', 'late');
    await given.settled();
    expect(await given.referral('bob')).toMatchObject({ status: 'expired' });
    await given.pay('bob', 'o1', { paidAt: new Date(NINE + 29 * DAY * 1000).toISOString() });
    await given.settled();
    expect(await given.referral('bob')).toMatchObject({ status: 'confirmed', orderId: 'o1' });
  });

  it('of a party that nobody brought leaves nothing behind', async () => {
    const given = await givenReferrals();
    await given.register('carl');
    await given.pay('carl', 'o1');
    await given.refund('carl', 'o1');
    await given.settled();
    expect(await given.history('referral-carl')).toEqual([]);
  });
});

describe('a referral is rejected', () => {
  const reasonFor = async (given: Awaited<ReturnType<typeof givenReferrals>>, party: string) => {
    await given.settled();
    const row = (await given.rows(referrals)).find(({ referral_id }) => referral_id === party);
    return row?.status === 'EXPIRED' ? row.reason : row?.status;
  };

  it('where no program has the code, or what was given is none', async () => {
    const given = await givenReferrals();
    await given.register('bob', { referralCode: 'NOBODY' });
    await given.register('eve', { referralCode: "' or 1=1" });
    expect(await reasonFor(given, 'bob')).toBe('code-not-found');
    expect(await reasonFor(given, 'eve')).toBe('code-not-found');
  });

  it('where it is of oneself: the same party, e-mail, or means of payment', async () => {
    const given = await givenReferrals();
    await given.register('ada', { emailHash: 'hash-of-ada' });
    await given.openProgram('ada', 'ADA');
    await given.register('bob', { referralCode: 'ADA', emailHash: 'hash-of-ada' });
    expect(await reasonFor(given, 'bob')).toBe('same-email');
    await given.pay('ada', 'o1', { fingerprint: 'card-1' });
    await given.register('carl', { referralCode: 'ADA' });
    expect(await reasonFor(given, 'carl')).toBe('SIGNED_UP');
    await given.pay('carl', 'o2', { fingerprint: 'card-1' });
    expect(await reasonFor(given, 'carl')).toBe('same-payment-method');
    await given.pay('carl', 'o3', { fingerprint: 'card-2' });
    expect(await reasonFor(given, 'carl')).toBe('same-payment-method');
    expect(await given.funds('ada')).toBeUndefined();
    await given.openProgram('dan', 'DAN');
    await given.register('dan', { referralCode: 'DAN' });
    expect(await reasonFor(given, 'dan')).toBe('self-referral');
  });

  it('where it closes a circle: A brought B, and B brings A', async () => {
    const given = await givenReferrals();
    await given.openProgram('ada', 'ADA');
    await given.openProgram('bob', 'BOB');
    await given.openProgram('cyd', 'CYD');
    await given.register('bob', { referralCode: 'ADA' });
    await given.settled();
    await given.register('cyd', { referralCode: 'BOB' });
    await given.settled();
    await given.register('ada', { referralCode: 'CYD' });
    expect(await reasonFor(given, 'ada')).toBe('referral-loop');
  });

  it('where the program was inactive, unless a click from before led there in time', async () => {
    const given = await givenReferrals();
    await given.openProgram('ada', 'ADA');
    const clickId = await given.click('ada');
    await given.command(given.families.program.stream, 'ada', (state, context) =>
      deactivateProgram({ reason: 'enough' }, state, context),
    );
    await given.register('bob', { referralCode: 'ADA' });
    await given.register('cyd', { referralCode: `ADA.${clickId}` });
    expect(await reasonFor(given, 'bob')).toBe('program-inactive');
    expect(await reasonFor(given, 'cyd')).toBe('SIGNED_UP');
    const row = (await given.rows(referrals)).find(({ referral_id }) => referral_id === 'cyd');
    expect(row).toMatchObject({ click_id: clickId, ...{ source: 'mail', campaign: 'spring' } });
    given.clock.now += 30 * DAY * 1000 + 1;
    await given.register('eve', { referralCode: `ADA.${clickId}` });
    expect(await reasonFor(given, 'eve')).toBe('click-too-old');
  });
});
