import { AnAccount } from '../../testing/an-account';
import { NINE } from '../../testing/account-scenario';

describe('closing an account', () => {
  it('records why and when, and leaves credits and holds alone', () => {
    const account = AnAccount.with('30');
    account.request('g', 'image');

    expect(account.close('unpaid').events).toEqual([
      { type: 'AccountClosed', data: { reason: 'unpaid', closedAt: NINE } },
    ]);
    expect(account.credits).toEqual({ balance: '30', held: '10', available: '20' });
    expect(account.openGenerations).toEqual(['g']);
  });

  it('twice has no effect', () => {
    const account = AnAccount.opened();
    account.close();

    expect(account.close()).toMatchObject({ outcome: 'no-effect', reason: 'already-closed' });
  });

  it('that does not exist is refused account-not-found and leaves nothing behind', () => {
    const account = new AnAccount();

    expect(account.close()).toMatchObject({ reason: 'account-not-found', events: [] });
    expect(account.scenario.history).toEqual([]);
  });

  it('stops what is new: requests, grants, extensions', () => {
    const account = AnAccount.with('30');
    account.request('g', 'image');
    account.close();

    expect(account.request('h', 'image')).toMatchObject({
      reason: 'account-closed',
      figures: { accountId: 'ada' },
    });
    expect(account.grant('1').reason).toBe('account-closed');
    expect(account.extend('g', 1_000).reason).toBe('account-closed');
  });

  it('lets what runs come to its end: complete, fail, cancel, deadline', () => {
    const account = AnAccount.with('40');
    for (const generation of ['g', 'h', 'i', 'j']) account.request(generation, 'svg');
    account.close();

    expect(account.complete('g').outcome).toBe('accepted');
    expect(account.fail('h').outcome).toBe('accepted');
    expect(account.cancel('i').outcome).toBe('accepted');
    expect(account.after(900).scenario.settle()).toMatchObject([{ type: 'GenerationExpired' }]);
    expect(account.complete('j').outcome).toBe('accepted');
    expect(account.credits).toEqual({ balance: '38', held: '0', available: '38' });
  });
});
