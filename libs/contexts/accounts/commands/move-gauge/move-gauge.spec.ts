import { AnAccount, factIn } from '../../testing/an-account';
import { POLICY_CATALOG, policyUnder } from '../../testing/policy-catalog';

const anAccount = () => AnAccount.opened('plain', POLICY_CATALOG);

describe('a gauge', () => {
  it('is set, moved up and moved down', () => {
    const account = anAccount();
    account.gauge('storage_mb', { to: 40n });
    account.gauge('storage_mb', { by: 25n });
    const moved = factIn(account.gauge('storage_mb', { by: -5n }), 'GaugeMoved');

    expect(moved).toMatchObject({ usedBefore: 65n, usedAfter: 60n, limitValue: 100n, source: 'tier' });
    expect(account.windows).toEqual(['storage_mb now: 60+0']);
  });

  it('goes up to its limit and not one beyond', () => {
    const account = anAccount();
    account.gauge('storage_mb', { to: 99n });
    expect(account.gauge('storage_mb', { by: 2n })).toMatchObject({
      reason: 'limit-reached',
      figures: { limitType: 'storage_mb', current: 99, requested: 2, limit: 100, resetAt: null },
    });
    expect(account.gauge('storage_mb', { by: 1n }).outcome).toBe('accepted');
    expect(account.gauge('storage_mb', { to: 101n }).reason).toBe('limit-reached');
  });

  it('goes down from above a limit that was lowered', () => {
    const account = anAccount();
    account.gauge('storage_mb', { to: 90n });
    account.override('storage_mb', '50');

    expect(account.gauge('storage_mb', { by: -1n }).outcome).toBe('accepted');
    expect(account.gauge('storage_mb', { by: 1n }).reason).toBe('limit-reached');
  });

  it('is never below zero, and stands at zero', () => {
    const account = anAccount();
    account.gauge('storage_mb', { to: 3n });
    expect(account.gauge('storage_mb', { by: -4n })).toMatchObject({
      reason: 'gauge-below-zero',
      figures: { limit: 'storage_mb', current: 3 },
    });
    expect(account.gauge('storage_mb', { to: -1n }).reason).toBe('gauge-below-zero');
    expect(account.gauge('storage_mb', { by: -3n }).outcome).toBe('accepted');
  });

  it('that is unlimited ends where figures can be told exactly', () => {
    const account = anAccount();
    account.override('storage_mb', '-1');
    account.gauge('storage_mb', { to: BigInt(Number.MAX_SAFE_INTEGER) });
    expect(account.gauge('storage_mb', { by: 1n }).reason).toBe('gauge-too-large');
  });

  it('that stands there already is not moved', () => {
    const account = anAccount();
    expect(account.gauge('storage_mb', { to: 0n }).reason).toBe('gauge-stands-there');
    account.gauge('storage_mb', { to: 4n });
    expect(account.gauge('storage_mb', { to: 4n }).outcome).toBe('no-effect');
    expect(account.gauge('storage_mb', { by: 0n }).outcome).toBe('no-effect');
  });

  it('of a member is counted apart; an override of the member bounds it', () => {
    const account = anAccount();
    account.gauge('storage_mb', { to: 500n }, 'mia');
    expect(account.windows).toEqual(['storage_mb@mia now: 500+0']);
    account.override('storage_mb', '10', { member: 'ben' });
    expect(account.gauge('storage_mb', { to: 11n }, 'ben').figures).toMatchObject({ limit: 10 });
  });

  it('refuses nobody where limits are not enforced', () => {
    const account = AnAccount.opened('plain', policyUnder({ limitsEnforced: false }));
    expect(account.gauge('storage_mb', { to: 101n }).outcome).toBe('accepted');
  });

  it('is a gauge of the catalog', () => {
    const account = anAccount();
    expect(account.gauge('pictures', { to: 1n }).reason).toBe('unknown-limit');
    expect(account.gauge('projects_total', { to: 1n })).toMatchObject({
      reason: 'limit-kind-mismatch',
      figures: { kind: 'lifetime', expected: 'gauge' },
    });
    expect(new AnAccount().gauge('storage_mb', { to: 1n }).reason).toBe('account-not-found');
  });
});
