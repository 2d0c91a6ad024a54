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
