import { AnAccount } from '../testing/an-account';
import { SCENARIO_CATALOG } from '../testing/scenario-catalog';
import { accountSummary } from './account-summary';

function summaryOf(account: AnAccount) {
  const { state, now } = account.scenario;
  return accountSummary(state, SCENARIO_CATALOG, now);
}

function limitOf(account: AnAccount, name: string) {
  return summaryOf(account).limits.find(({ limit }) => limit === name)!;
}

describe('the summary of an account', () => {
  it('splits the balance into what is available, held and pending', () => {
    const account = AnAccount.with('30');
    account.grant('5', { effectiveAt: '2026-11-22T00:00:00.000Z' });
    account.request('g', 'image');

    expect(summaryOf(account)).toMatchObject({
      accountId: 'ada',
      status: 'open',
      tier: 'plain',
      balance: '35',
      available: '20',
      held: '10',
      pending: '5',
    });
  });

  it('tells of a limit what is used, held and left, and when it is reset', () => {
    const account = AnAccount.with('30');
    account.request('g', 'image');
    account.complete('g');
    account.request('h', 'image');

    expect(limitOf(account, 'images_daily')).toEqual({
      limit: 'images_daily',
      member: null,
      measure: 'count',
      description: 'images daily',
      kind: 'calendar-day',
      used: 1,
      held: 1,
      value: 3,
      remaining: 1,
      resetAt: '2026-11-22T00:00:00.000Z',
      lastReset: '2026-11-21T00:00:00.000Z',
      source: 'tier',
      enforced: true,
    });
  });

  it('counts what was overrun, and never less than nothing left', () => {
    const account = AnAccount.with('100');
    account.request('g', 'image', { quantity: 3 });
    account.complete('g', { quantity: 8 });

    expect(limitOf(account, 'images_daily')).toMatchObject({ used: 8, remaining: 0 });
  });

  it('tells no value, rest or reset of what is unlimited, and counts it', () => {
    const account = AnAccount.opened('pro');
    account.request('g', 'image');

    expect(limitOf(account, 'images_daily')).toMatchObject({
      held: 1,
      value: null,
      remaining: null,
      resetAt: null,
    });
  });

  it('says which limits nobody enforces, and which no time resets', () => {
    const account = AnAccount.opened();
    expect(limitOf(account, 'sleeping_daily').enforced).toBe(false);
    expect(limitOf(account, 'renders_running')).toMatchObject({ resetAt: null, lastReset: null });
    expect(limitOf(account, 'projects_total')).toMatchObject({ resetAt: null, lastReset: null });
  });

  it('starts a new window at midnight with what is held left in the old one', () => {
    const account = AnAccount.with('100');
    account.request('g', 'image', { timeoutSeconds: 86_400 });
    account.at('2026-11-22T00:00:00.000Z');

    expect(limitOf(account, 'images_daily')).toMatchObject({ used: 0, held: 0, remaining: 3 });
    expect(limitOf(account, 'images_monthly')).toMatchObject({ held: 1, remaining: 4 });
  });
});
