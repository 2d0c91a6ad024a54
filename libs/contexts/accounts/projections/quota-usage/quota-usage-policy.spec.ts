import { foldInMemory } from '@ledgerline/platform/projections';
import { GivenDecisions } from '../../testing/given-decisions';
import { GivenHistory } from '../given-history';
import { quotaUsage } from './quota-usage';

function acme() {
  const history = new GivenHistory('2026-11-21T09:00:00.000Z').open('acme');
  history.grant('acme', 'lot').after(60);
  return { history, account: new GivenDecisions(history, 'acme') };
}

const windowsAfter = (history: GivenHistory) =>
  Object.fromEntries(
    foldInMemory(quotaUsage, history.events).map((row) => [`${row.limit_name}@${row.member}`, row]),
  );

describe('quota_usage, of what a catalog brings about', () => {
  it('counts recorded usage at once, for the account and for the acting member', () => {
    const { history, account } = acme();
    account.use('image', { actorUserId: 'mia' }).use('image');
    expect(windowsAfter(history)).toMatchObject({
      'images@': { used_units: 2n, held_units: 0n, limit_value: 5n, source: 'tier' },
      'images@mia': { used_units: 1n, held_units: 0n, limit_value: 3n },
    });
    expect(windowsAfter(history)['images@']).toMatchObject({
      last_used_at: '2026-11-21T09:01:00.000Z',
      ends_at: '2026-11-22T00:00:00.000Z',
    });
  });

  it('counts nothing of what failed', () => {
    const { history, account } = acme();
    account.use('image', { status: 'failed' });
    expect(windowsAfter(history)).toEqual({});
  });

  it('says with which value a decision was taken, an override before the tier', () => {
    const { history, account } = acme();
    account.override('images', '9').use('image');
    expect(windowsAfter(history)['images@']).toMatchObject({ limit_value: 9n, source: 'override' });
    account.removeOverride('images').use('image');
    expect(windowsAfter(history)['images@']).toMatchObject({ limit_value: 5n, source: 'tier' });
  });

  it('goes down by what is removed, which is no use of it', () => {
    const { history, account } = acme();
    account.use('project').use('project');
    history.after(5);
    account.removeUsage('projects', 1n);
    expect(windowsAfter(history)['projects@']).toMatchObject({
      ...{ used_units: 1n, limit_value: 3n, ends_at: null, last_used_at: '2026-11-21T09:01:00.000Z' },
    });
  });

  it('stands where a gauge was set, up and down', () => {
    const { history, account } = acme();
    account.gauge('storage', 480n);
    expect(windowsAfter(history)['storage@']).toMatchObject({ used_units: 480n, limit_value: 500n });
    account.gauge('storage', 20n);
    expect(windowsAfter(history)['storage@']).toMatchObject({ used_units: 20n, ends_at: null });
  });
});
