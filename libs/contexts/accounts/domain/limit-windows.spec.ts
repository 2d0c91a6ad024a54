import { AnAccount } from '../testing/an-account';
import { POLICY_CATALOG } from '../testing/policy-catalog';

describe('the windows of an account', () => {
  it('are those of members who are active, not of all who ever were', () => {
    const account = AnAccount.opened('plain', POLICY_CATALOG);
    account.override('images_daily', '-1');
    for (let day = 10; day < 20; day++) {
      account.at(`2027-01-${day}T09:00:00.000Z`);
      for (let n = 0; n < 100; n++) account.record('draw', { actorUserId: `m${day}-${n}` });
    }
    const { windows } = account.scenario.state;
    expect(Object.keys(windows).length).toBeLessThanOrEqual(257);
    expect(account.windows.filter((text) => text.includes('2027-01-19'))).toHaveLength(101);
    expect(account.record('draw', { actorUserId: 'm19-0', quantity: 4 }).figures).toMatchObject({
      current: 1,
    });
    expect(account.record('draw', { actorUserId: 'm10-0', quantity: 4 }).outcome).toBe('accepted');
  });

  it('of a part that a running job belongs to are kept, however many come after it', () => {
    const account = AnAccount.opened('plain', POLICY_CATALOG);
    account.override('images_daily', '-1');
    account.request('g', 'draw', { actorUserId: 'mia', timeoutSeconds: 86_400 });
    for (let n = 0; n < 254; n++) account.record('draw', { actorUserId: `m${n}` });
    account.at('2026-11-22T08:00:00.000Z').record('draw', { actorUserId: 'ben' });
    expect(account.windows.slice().sort()).toEqual([
      'images_daily 2026-11-21: 254+1',
      'images_daily 2026-11-22: 1+0',
      'images_daily@ben 2026-11-22: 1+0',
      'images_daily@mia 2026-11-21: 0+1',
    ]);
    account.complete('g');
    expect(account.windows).toContain('images_daily@mia 2026-11-21: 1+0');
  });
});
