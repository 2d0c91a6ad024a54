import { AnAccount, factIn, sharesIn } from '../../testing/an-account';
import { POLICY_CATALOG, policyUnder } from '../../testing/policy-catalog';

const anAccount = () => AnAccount.opened('plain', POLICY_CATALOG);

describe('an adjustment', () => {
  it('upwards is a lot of its own, which burns with the gifts', () => {
    const account = anAccount();
    expect(factIn(account.adjust('12.5'), 'CreditsGranted')).toMatchObject({
      creditType: 'ADMIN_ADJUSTMENT',
      amountMicros: 12_500_000n,
      priority: 40,
      expiresAt: null,
      reason: 'a mistake',
    });
  });

  it('downwards takes from what is available, in burn order, and says from which lots', () => {
    const account = anAccount();
    account.grant('10', { priority: 1, purchaseAmount: { amountMinor: 100n, currency: 'USD' } });
    account.grant('10', { priority: 2 });
    const deducted = factIn(account.adjust('-15'), 'CreditsDeducted');

    expect(deducted).toMatchObject({ amountMicros: 15_000_000n, reason: 'a mistake' });
    expect(sharesIn(deducted.shares)).toEqual(['id-2 10', 'id-3 5']);
    expect(deducted.shares[0]!.cost).toEqual({ amountMinor: 100n, currency: 'USD' });
    expect(account.lots).toEqual(['id-3 5(0)']);
  });

  it('never goes below what is available: neither into what is held nor below zero', () => {
    const account = AnAccount.opened('trusted', POLICY_CATALOG);
    account.grant('20');
    account.request('g', 'image');
    expect(account.adjust('-10.000001')).toMatchObject({
      reason: 'insufficient-credits',
      figures: { needed: '10.000001', available: '10' },
    });
    expect(account.adjust('-10').outcome).toBe('accepted');
    expect(account.complete('g').outcome).toBe('accepted');
  });

  it('is done once per reference, upwards and downwards; with another amount it is refused', () => {
    const account = anAccount();
    account.grant('100');
    account.adjust('-5', 'ticket 1');
    expect(account.adjust('-5', 'ticket 1').reason).toBe('reference-already-granted');
    expect(account.adjust('-6', 'ticket 1')).toMatchObject({
      reason: 'reference-conflict',
      figures: { reference: 'ticket 1', granted: '-5', asked: '-6' },
    });
    expect(account.adjust('5', 'ticket 1').reason).toBe('reference-conflict');
    account.adjust('7', 'ticket 2');
    expect(account.adjust('7', 'ticket 2').reason).toBe('reference-already-granted');
    expect(account.adjust('-7', 'ticket 2').reason).toBe('reference-conflict');
    expect(account.credits.balance).toBe('102');
  });

  it('without a reference is done as often as it is asked for', () => {
    const account = anAccount();
    account.adjust('5');
    account.adjust('5');
    expect(account.credits.balance).toBe('10');
  });

  it('upwards needs an open account with room, and credits switched on', () => {
    expect(new AnAccount().adjust('1').reason).toBe('account-not-found');
    expect(new AnAccount().adjust('-1').reason).toBe('account-not-found');
    const full = anAccount();
    full.grant('1000000000000');
    expect(full.adjust('0.000001').reason).toBe('balance-too-large');
    full.close();
    expect(full.adjust('1').reason).toBe('account-closed');
    expect(full.adjust('-1').outcome).toBe('accepted');
    const off = AnAccount.opened('plain', policyUnder({ creditsEnabled: false }));
    expect(off.adjust('1').reason).toBe('credits-disabled');
  });
});
