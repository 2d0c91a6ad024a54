import { accept } from '@ledgerline/kernel';
import { cancelPayout } from './commands/cancel-payout/cancel-payout';
import { ADA, adaHasEarned, asked, started } from './testing/given-payouts';
import { givenReferrals, type GivenReferrals, reasonOf } from './testing/given-referrals';

describe('a payout is refused', () => {
  const refusalOf = async (
    given: GivenReferrals,
    more: Parameters<GivenReferrals['requestPayout']>[1],
    party = 'ada',
  ) => reasonOf(await given.requestPayout(party, more));

  it.each([
    ['payout-above-available', 5_000n, { amountMinor: 5_001n }],
    ['payout-below-minimum', 5_000n, { amountMinor: 2_499n }],
    ['payout-destination-missing', 5_000n, { hasDestination: false }],
    ['payout-above-available', 5_000n, { currency: 'EUR' }],
  ] as const)('%s', async (reason, earned, more) => {
    expect(await refusalOf(await adaHasEarned(earned), more)).toBe(reason);
  });

  it('store-credit-not-offered in a currency without a credit price', async () => {
    const given = await givenReferrals({
      rule: { reward: { kind: 'fixed', amount: '30', currency: 'CHF' }, vestingDays: 0 },
    });
    await given.openProgram('ada', 'ADA');
    await given.register('bob', { referralCode: 'ADA' });
    await given.pay('bob', 'o1');
    await given.settled();
    expect(await refusalOf(given, { method: 'STORE_CREDIT', currency: 'CHF' })).toBe(
      'store-credit-not-offered',
    );
  });

  it('program-not-found where there is none', async () => {
    expect(await refusalOf(await givenReferrals(), {}, 'nobody')).toBe('program-not-found');
  });

  it('for the second of two that ask for the same money', async () => {
    const given = await adaHasEarned(2_500n);
    const [first, second] = await Promise.all([given.requestPayout('ada'), given.requestPayout('ada')]);
    expect([reasonOf(first), reasonOf(second)]).toEqual(['accepted', 'payout-above-available']);
  });

  it('payout-not-covered while what was clawed back since is owed, and not once it is canceled', async () => {
    const given = await adaHasEarned(5_000n);
    const [first, second] = [await asked(given), await asked(given)];
    await given.command(given.families.program.stream, 'ada', (_state, { now }) => {
      const reward = { kind: 'money', beneficiaryId: 'ada', amountMinor: 1_000n, currency: 'USD' } as const;
      const of = { partyId: 'ada', rewardId: 'r1', referralId: 'bob', refundId: 're1', rewards: [reward] };
      return accept({ type: 'RewardClawedBack', data: { ...of, from: 'vested', clawedBackAt: now } });
    });
    expect(await started(given, first)).toBe('payout-not-covered');
    await given.command(given.families.payout.stream, second, (state, context) =>
      cancelPayout({ ...ADA, reason: 'not covered' }, state, context),
    );
    await given.settled();
    expect(await given.funds('ada')).toMatchObject({ availableMinor: 1_500n, reservedMinor: 2_500n });
    expect(await started(given, first)).toBe('accepted');
  });

  it('payout-not-pending once it was started or canceled, payout-not-found for somebody else’s', async () => {
    const given = await adaHasEarned(2_500n);
    const payoutId = await asked(given);
    const cancel = async (accountId: string) => {
      const told = await given.command(given.families.payout.stream, payoutId, (state, context) =>
        cancelPayout({ accountId, reason: 'another' }, state, context),
      );
      await given.settled();
      return reasonOf(told);
    };
    expect(await cancel('bob')).toBe('payout-not-found');
    expect(await cancel('ada')).toBe('accepted');
    expect(await given.funds('ada')).toMatchObject({ availableMinor: 2_500n, reservedMinor: 0n });
    expect(await started(given, payoutId)).toBe('payout-not-pending');
    const other = await asked(given, { method: 'BANK_TRANSFER' });
    await started(given, other);
    const late = await given.command(given.families.payout.stream, other, (state, context) =>
      cancelPayout({ ...ADA, reason: 'late' }, state, context),
    );
    expect(reasonOf(late)).toBe('payout-not-pending');
  });
});
