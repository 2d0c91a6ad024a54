import { AnAccount } from '../../testing/an-account';
import { NINE } from '../../testing/account-scenario';

describe('reopening an account', () => {
  it('takes requests and grants again, with what it still has', () => {
    const account = AnAccount.with('30');
    account.close();

    expect(account.reopen('paid').events).toEqual([
      { type: 'AccountReopened', data: { reason: 'paid', reopenedAt: NINE } },
    ]);
    expect(account.request('g', 'image').outcome).toBe('accepted');
    expect(account.grant('1').outcome).toBe('accepted');
    expect(account.credits).toEqual({ balance: '31', held: '10', available: '21' });
  });

  it('that is open has no effect', () => {
    expect(AnAccount.opened().reopen()).toMatchObject({ outcome: 'no-effect', reason: 'already-open' });
  });

  it('that does not exist is refused account-not-found', () => {
    expect(new AnAccount().reopen()).toMatchObject({ reason: 'account-not-found', events: [] });
  });

  it('twice on one day gives one refill', () => {
    const account = AnAccount.opened('free');
    account.close();
    account.close();
    expect(account.credits.balance).toBe('110');
    account.reopen();
    account.reopen();
    expect(account.credits.balance).toBe('110');
  });
});
