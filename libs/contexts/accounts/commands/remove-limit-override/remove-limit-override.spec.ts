import { AnAccount, factIn } from '../../testing/an-account';
import { POLICY_CATALOG } from '../../testing/policy-catalog';

const anAccount = () => AnAccount.opened('plain', POLICY_CATALOG);

describe('removing an override', () => {
  it('brings the tier’s value back and keeps what was used above it', () => {
    const account = anAccount();
    account.override('images_daily', '-1');
    account.record('draw', { quantity: 15 });
    const removed = factIn(account.removeOverride('images_daily'), 'LimitOverrideRemoved');

    expect(removed).toMatchObject({ limit: 'images_daily', member: null, reason: 'no longer needed' });
    expect(account.record('draw').figures).toMatchObject({ current: 15, limit: 10, source: 'tier' });
  });

  it('of a member leaves the account’s own standing, and the other way round', () => {
    const account = anAccount();
    account.override('images_daily', '7');
    account.override('images_daily', '5', { member: 'mia' });
    account.removeOverride('images_daily', 'mia');

    expect(account.record('draw', { quantity: 5, actorUserId: 'mia' }).figures).toMatchObject({ limit: 4 });
    expect(account.record('draw', { quantity: 8 }).figures).toMatchObject({ limit: 7 });
  });

  it('may come after it has ended by itself', () => {
    const account = anAccount();
    account.override('images_daily', '7', { until: '2026-11-21T10:00:00.000Z' });
    expect(account.after(7_200).removeOverride('images_daily').outcome).toBe('accepted');
  });

  it('of what was never added is refused, as is removing it twice', () => {
    const account = anAccount();
    expect(new AnAccount().removeOverride('images_daily').reason).toBe('account-not-found');
    expect(account.removeOverride('images_daily').reason).toBe('override-not-found');
    expect(account.removeOverride('constructor').reason).toBe('override-not-found');
    account.override('images_daily', '7');
    expect(account.removeOverride('images_daily', 'mia')).toMatchObject({
      reason: 'override-not-found',
      figures: { limit: 'images_daily', member: 'mia' },
    });
    account.removeOverride('images_daily');
    expect(account.removeOverride('images_daily').reason).toBe('override-not-found');
  });
});
