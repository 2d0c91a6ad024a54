import { AnAccount, factIn } from '../../testing/an-account';
import { POLICY_CATALOG } from '../../testing/policy-catalog';

const anAccount = () => AnAccount.opened('plain', POLICY_CATALOG);

describe('removing usage that was counted for life', () => {
  it('makes room for exactly as much', () => {
    const account = anAccount();
    account.record('project', { quantity: 2 });
    expect(account.record('project').reason).toBe('limit-reached');
    const removed = factIn(account.removeUsage('projects_total', 1n), 'UsageRemoved');

    expect(removed).toMatchObject({ usedBefore: 2n, usedAfter: 1n, window: 'lifetime' });
    expect(account.record('project').outcome).toBe('accepted');
    expect(account.record('project').reason).toBe('limit-reached');
  });

  it('of a member comes off the account’s count and the member’s own', () => {
    const account = anAccount();
    account.override('projects_total', '1', { member: 'mia' });
    account.record('project', { actorUserId: 'mia' });
    account.record('project');
    const { events } = account.removeUsage('projects_total', 1n, { member: 'mia' });

    expect(events.slice(0, 2)).toMatchObject([
      { data: { member: null, usedBefore: 2n, usedAfter: 1n } },
      { data: { member: 'mia', usedBefore: 1n, usedAfter: 0n } },
    ]);
    expect(account.record('project', { actorUserId: 'mia' }).outcome).toBe('accepted');
  });

  it('of a member without a part of their own comes off the account’s count alone', () => {
    const account = anAccount();
    account.record('project', { actorUserId: 'ben', quantity: 2 });
    account.removeUsage('projects_total', 1n, { member: 'ben' });
    expect(account.windows).toEqual(['projects_total lifetime: 1+0']);
  });

  it('of more than was counted, or of what was never added, is refused', () => {
    const account = anAccount();
    expect(account.removeUsage('projects_total', 1n)).toMatchObject({
      reason: 'nothing-to-remove',
      figures: { limit: 'projects_total', current: 0, requested: 1 },
    });
    account.record('project', { quantity: 2 });
    expect(account.removeUsage('projects_total', 3n).reason).toBe('nothing-to-remove');
    expect(account.removeUsage('projects_total', 2n).outcome).toBe('accepted');
    expect(account.windows).toEqual([]);
  });

  it('does not take away what is still held', () => {
    const account = anAccount();
    account.request('g', 'project');
    expect(account.removeUsage('projects_total', 1n).reason).toBe('nothing-to-remove');
  });

  it('is of an account that exists, closed ones too', () => {
    const account = anAccount();
    account.record('project');
    account.close();
    expect(account.removeUsage('projects_total', 1n).outcome).toBe('accepted');
    expect(new AnAccount().removeUsage('projects_total', 1n).reason).toBe('account-not-found');
  });

  it('is for lifetime limits of the catalog alone', () => {
    const account = anAccount();
    expect(account.removeUsage('pictures', 1n).reason).toBe('unknown-limit');
    expect(account.removeUsage('images_daily', 1n)).toMatchObject({
      reason: 'limit-kind-mismatch',
      figures: { kind: 'calendar-day', expected: 'lifetime' },
    });
    expect(new AnAccount().removeUsage('projects_total', 1n).reason).toBe('account-not-found');
  });
});
