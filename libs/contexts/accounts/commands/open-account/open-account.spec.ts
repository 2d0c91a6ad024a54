import { AnAccount, factIn } from '../../testing/an-account';
import { NINE } from '../../testing/account-scenario';

describe('opening an account', () => {
  it('records its owner, tier and catalog', () => {
    const told = new AnAccount().open({ ownerKind: 'workspace', ownerId: 'w1', tier: 'plain' });

    expect(told).toMatchObject({ outcome: 'accepted', settled: [] });
    expect(told.events).toEqual([
      {
        type: 'AccountOpened',
        data: {
          accountId: 'w1',
          ownerKind: 'workspace',
          ownerId: 'w1',
          tier: 'plain',
          catalogVersion: 1,
          openedAt: NINE,
        },
      },
    ]);
  });

  it('grants the trial of its tier in the same append, and no refill yet', () => {
    const account = new AnAccount();
    const told = account.open({ tier: 'free' });

    expect(told.events.map(({ type }) => type)).toEqual(['AccountOpened', 'CreditsGranted']);
    expect(factIn(told, 'CreditsGranted')).toMatchObject({
      lotId: 'trial',
      creditType: 'TRIAL_GRANT',
      amountMicros: 10_000_000n,
      priority: 20,
      effectiveAt: NINE,
      expiresAt: null,
    });
    expect(account.credits).toEqual({ balance: '10', held: '0', available: '10' });
  });

  it('twice is refused account-already-exists, also in another tier', () => {
    const account = AnAccount.opened();

    expect(account.open()).toMatchObject({
      reason: 'account-already-exists',
      figures: { accountId: 'ada' },
    });
    expect(account.open({ tier: 'pro' }).reason).toBe('account-already-exists');
    expect(account.scenario.state.tier).toBe('plain');
  });

  it('is refused account-already-exists of a closed account', () => {
    const account = AnAccount.opened();
    account.close();

    expect(account.open().reason).toBe('account-already-exists');
  });

  it('in a tier nobody knows is refused unknown-tier and leaves nothing behind', () => {
    const account = new AnAccount();

    expect(account.open({ tier: 'gold' })).toMatchObject({
      outcome: 'refused',
      reason: 'unknown-tier',
      figures: { tier: 'gold' },
      events: [],
    });
    expect(account.scenario.history).toEqual([]);
  });

  it('that exists, in a tier nobody knows, is refused for the account', () => {
    expect(AnAccount.opened().open({ tier: 'gold' }).reason).toBe('account-already-exists');
  });
});
