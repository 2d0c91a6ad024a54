import { AnAccount, factIn } from '../../testing/an-account';
import { POLICY_CATALOG } from '../../testing/policy-catalog';

const anAccount = (tier = 'plain') => AnAccount.opened(tier, POLICY_CATALOG);

describe('changing the tier', () => {
  it('records where from, where to, why and under which catalog', () => {
    const told = anAccount().changeTier('pro', { plan: 'basic', reason: 'subscribed' });

    expect(factIn(told, 'TierChanged')).toEqual({
      fromTier: 'plain',
      fromPlan: null,
      tier: 'pro',
      plan: 'basic',
      period: null,
      reason: 'subscribed',
      changedAt: '2026-11-21T09:00:00.000Z',
      catalogVersion: 1,
    });
  });

  it('keeps what was used and held: the new value applies to the same counters', () => {
    const account = anAccount('pro');
    account.record('draw', { quantity: 7 });
    account.request('g', 'draw', { quantity: 3 });
    account.changeTier('plain');

    expect(account.windows).toEqual(['images_daily 2026-11-21: 7+3']);
    expect(account.record('draw')).toMatchObject({
      reason: 'limit-reached',
      figures: { current: 10, limit: 10, source: 'tier' },
    });
  });

  it('keeps what was counted in the billing period that another anchor ends', () => {
    const account = anAccount();
    account.record('visit', { quantity: 2 });
    account.changeTier('plain', { period: { anchor: '2026-11-21T08:00:00.000Z', months: 1 } });

    expect(account.record('visit', { quantity: 2 }).figures).toMatchObject({ current: 2, limit: 3 });
    expect(account.record('visit').outcome).toBe('accepted');
  });

  it('lets the plan’s own value come before its tier’s, and says so', () => {
    const account = anAccount();
    account.changeTier('plain', { plan: 'basic' });

    expect(account.record('draw', { quantity: 7 }).figures).toMatchObject({ limit: 6, source: 'plan' });
  });

  it('tops the day’s refill up to a higher tier’s cap, once; a lower tier takes nothing back', () => {
    const account = anAccount('free');
    account.record('draw', { status: 'failed' });
    expect(account.credits.available).toBe('100');
    account.changeTier('pro');
    account.record('draw', { status: 'failed' });
    expect(account.credits.available).toBe('1000');
    account.changeTier('free');
    account.changeTier('pro');
    account.record('draw', { status: 'failed' });

    expect(account.credits.available).toBe('1000');
    expect(account.at('2026-11-22T00:00:00.000Z').record('draw').outcome).toBe('accepted');
    expect(account.lots).toEqual(['refill-2026-11-22 1000(0)']);
  });

  it('has no effect where all of it is in force', () => {
    const account = anAccount();
    account.changeTier('pro', { plan: 'basic' });

    expect(account.changeTier('pro', { plan: 'basic' }).reason).toBe('tier-in-force');
    expect(account.changeTier('pro').outcome).toBe('accepted');
  });

  it('is refused without an account, for a closed one, for an unknown tier or plan, in this order', () => {
    expect(new AnAccount().changeTier('gold').reason).toBe('account-not-found');
    const account = anAccount();
    expect(account.changeTier('gold', { plan: 'huge' })).toMatchObject({
      reason: 'unknown-tier',
      figures: { tier: 'gold' },
    });
    expect(account.changeTier('pro', { plan: 'huge' })).toMatchObject({
      reason: 'unknown-plan',
      figures: { plan: 'huge' },
    });
    account.close();
    expect(account.changeTier('gold').reason).toBe('account-closed');
  });
});
