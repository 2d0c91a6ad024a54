import { AnAccount, factIn } from '../../testing/an-account';
import { POLICY_CATALOG, policyUnder } from '../../testing/policy-catalog';

const anAccount = () => AnAccount.opened('plain', POLICY_CATALOG);
const UNTIL = '2026-11-21T12:00:00.000Z';

describe('an override of a limit', () => {
  it('records value, end, reason and whose it is', () => {
    expect(
      factIn(anAccount().override('images_daily', '12', { until: UNTIL }), 'LimitOverridden'),
    ).toMatchObject({
      limit: 'images_daily',
      member: null,
      value: 12n,
      until: UNTIL,
      reason: 'a good customer',
    });
  });

  it('comes before environment, plan and tier, and the decision records it as the source', () => {
    const environment = new Map([['images_daily', new Map([['plain', '2']])]]);
    const account = AnAccount.opened('plain', policyUnder({ limitValues: environment }));
    account.changeTier('plain', { plan: 'basic' });
    expect(account.record('draw', { quantity: 3 }).figures).toMatchObject({
      limit: 2,
      source: 'environment',
    });
    account.override('images_daily', '12');

    expect(factIn(account.record('draw', { quantity: 11 }), 'UsageRecorded').limits[0]).toMatchObject({
      limitValue: 12n,
      source: 'override',
    });
  });

  it('may be lower than the tier’s value, nothing at all, or unlimited', () => {
    const account = anAccount();
    account.override('images_daily', '0');
    expect(account.record('draw').figures).toMatchObject({ limit: 0, source: 'override' });
    account.override('images_daily', '-1');
    expect(account.record('draw', { quantity: 1_000 }).outcome).toBe('accepted');
  });

  it('applies until its end, and at that instant no more', () => {
    const account = anAccount();
    account.override('images_daily', '12', { until: UNTIL });

    expect(account.at('2026-11-21T11:59:59.999Z').record('draw', { quantity: 11 }).outcome).toBe('accepted');
    expect(account.at(UNTIL).record('draw').figures).toMatchObject({
      limit: 10,
      source: 'tier',
      current: 11,
    });
  });

  it('of a member bounds that member alone, and the account as a whole stays bound', () => {
    const account = anAccount();
    account.override('images_daily', '20', { member: 'mia' });

    expect(account.record('draw', { actorUserId: 'ben', quantity: 5 }).figures).toMatchObject({
      member: 'ben',
      limit: 4,
    });
    expect(account.record('draw', { actorUserId: 'mia', quantity: 9 }).outcome).toBe('accepted');
    const beyond = account.record('draw', { actorUserId: 'mia', quantity: 2 }).figures;
    expect(beyond).toMatchObject({ limit: 10, current: 9 });
    expect(beyond).not.toHaveProperty('member');
  });

  it('is written as its measure is: credits and cost as decimals, counts and tokens whole', () => {
    const account = anAccount();
    expect(factIn(account.override('spent_daily', '0.5'), 'LimitOverridden').value).toBe(500_000n);
    for (const [limit, value] of [
      ['images_daily', '1.5'],
      ['images_daily', '-2'],
      ['words_daily', 'many'],
      ['images_daily', '9'.repeat(16)],
      ['spent_daily', '0.0000001'],
      ['spent_daily', '-3'],
      ['cost_monthly', ''],
    ] as const) {
      expect(account.override(limit, value)).toMatchObject({
        reason: 'limit-value-invalid',
        figures: { limit, value },
      });
    }
  });

  it('set again as it stands has no effect; with another value or end it is set anew', () => {
    const account = anAccount();
    account.override('images_daily', '12');
    expect(account.override('images_daily', '12').reason).toBe('override-in-force');
    expect(account.override('images_daily', '12', { until: UNTIL }).outcome).toBe('accepted');
    expect(account.override('images_daily', '12', { member: 'mia' }).outcome).toBe('accepted');
  });

  it('is refused for an unknown limit, and where it would have ended already', () => {
    const account = anAccount();
    expect(new AnAccount().override('images_daily', '1').reason).toBe('account-not-found');
    expect(account.override('pictures', '1')).toMatchObject({
      reason: 'unknown-limit',
      figures: { limit: 'pictures' },
    });
    expect(account.override('constructor', '1').reason).toBe('unknown-limit');
    expect(account.override('images_daily', '1', { until: '2026-11-21T09:00:00.000Z' })).toMatchObject({
      reason: 'override-ends-in-the-past',
      figures: { until: '2026-11-21T09:00:00.000Z', now: '2026-11-21T09:00:00.000Z' },
    });
  });
});
