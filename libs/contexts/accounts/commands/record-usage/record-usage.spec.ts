import { compileCatalog } from '@ledgerline/contexts/catalog';
import { AnAccount, factIn, sharesIn } from '../../testing/an-account';
import { POLICY_CATALOG, POLICY_DOCUMENT, policyUnder } from '../../testing/policy-catalog';

const anAccount = (credits?: string, catalog = POLICY_CATALOG) => {
  const account = AnAccount.opened('plain', catalog);
  if (credits) account.grant(credits);
  return account;
};

describe('usage recorded after the fact', () => {
  it('counts and is charged at once, without a hold', () => {
    const account = anAccount('50');
    const recorded = factIn(account.record('photo', { quantity: 3, durationMs: 12 }), 'UsageRecorded');

    expect(recorded).toMatchObject({
      action: 'photo',
      status: 'success',
      usage: { quantity: 3, inputTokens: null, outputTokens: null },
      durationMs: 12,
      costMicros: 3_000_000n,
      tier: 'plain',
      catalogVersion: 1,
      after: { balanceMicros: 47_000_000n, heldMicros: 0n },
    });
    expect(sharesIn(recorded.charged)).toEqual(['id-2 3']);
    expect(account.windows).toEqual(['spent_daily 2026-11-21: 3000000+0']);
    expect(account.openGenerations).toEqual([]);
  });

  it.each(['failed', 'cancelled'] as const)('that %s is recorded and takes nothing', (status) => {
    const account = anAccount('50');
    const told = account.record('photo', { quantity: 3, status, errorCode: 'provider-down' });

    expect(factIn(told, 'UsageRecorded')).toMatchObject({
      status,
      errorCode: 'provider-down',
      costMicros: 0n,
      charged: [],
      limits: [],
    });
    expect(account.credits.balance).toBe('50');
    expect(account.windows).toEqual([]);
  });

  it('that failed is recorded even where it could be neither priced nor afforded', () => {
    for (const action of ['chat', 'image', 'draw']) {
      expect(anAccount().record(action, { status: 'failed', quantity: 1_000 }).outcome).toBe('accepted');
    }
  });

  it('is refused as a request is: by a limit, for want of credits, and then nothing is taken', () => {
    const account = anAccount('5');
    expect(account.record('draw', { quantity: 11 })).toMatchObject({
      reason: 'limit-reached',
      figures: { limitType: 'images_daily', current: 0, requested: 11, limit: 10, resetAt: null },
    });
    expect(account.record('photo', { quantity: 6 })).toMatchObject({
      reason: 'insufficient-credits',
      figures: { needed: '6', available: '5' },
    });
    expect(account.credits.balance).toBe('5');
    expect(account.windows).toEqual([]);
  });

  it('leaves alone what runs: a slot is for what runs, and this has ended', () => {
    const account = anAccount();
    account.request('g', 'run');
    expect(account.record('run').outcome).toBe('accepted');
    expect(account.request('h', 'run').reason).toBe('limit-reached');
  });

  it('of several limits is decided together: where one refuses, none counts', () => {
    const account = anAccount();
    account.record('project', { quantity: 2 });
    expect(account.record('everything').figures).toMatchObject({ limitType: 'projects_total' });
    expect(account.windows).toEqual(['projects_total lifetime: 2+0']);
  });

  it('by the caller’s own cost, else by the catalog’s rate, is what a limit of cost counts', () => {
    const account = anAccount();
    const told = account.record('think', { virtualCostUsdMicros: 700_000n });
    expect(factIn(told, 'UsageRecorded').limits[0]).toMatchObject({ usedUnits: 700_000n });
    account.record('think', { model: 'small', inputTokens: 100_000, outputTokens: 200_000 });

    expect(account.windows).toEqual(['cost_monthly 2026-11: 1200000+0']);
    expect(account.record('think', { virtualCostUsdMicros: 300_001n }).figures).toMatchObject({
      current: '1.2',
      requested: '0.300001',
      limit: '1.5',
    });
  });

  it('of a cost that nobody knows is refused: it is never counted at zero', () => {
    for (const given of [{}, { model: 'unheard-of', inputTokens: 1, outputTokens: 1 }]) {
      expect(anAccount().record('think', given).reason).toBe('estimate-required');
    }
  });

  it('of tokens that nobody tells is refused, as is a model without a price', () => {
    expect(anAccount('50').record('chat', { model: 'small', inputTokens: 5 }).reason).toBe(
      'estimate-required',
    );
    expect(anAccount('50').record('chat', { model: 'large', inputTokens: 5, outputTokens: 5 })).toMatchObject(
      {
        reason: 'unpriced-model',
        figures: { model: 'large' },
      },
    );
  });

  it('is never charged at the catalog’s bound, which is for what nobody can know yet', () => {
    expect(anAccount('50').record('bounded_chat', { model: 'small' }).reason).toBe('estimate-required');
    expect(anAccount('50').request('g', 'bounded_chat', { model: 'small' }).outcome).toBe('accepted');
  });

  it('of an action nobody knows passes, unlimited and unpriced, and stands out', () => {
    expect(factIn(anAccount().record('whatever'), 'UsageRecorded')).toMatchObject({
      knownAction: false,
      costMicros: 0n,
      limits: [],
    });
  });

  it('of an action nobody knows is refused where the catalog says so, unless it failed', () => {
    const account = anAccount(undefined, compileCatalog(1, { ...POLICY_DOCUMENT, unknownActions: 'refuse' }));
    expect(account.record('whatever')).toMatchObject({
      reason: 'unknown-action',
      figures: { action: 'whatever' },
    });
    expect(account.record('whatever', { status: 'failed' }).outcome).toBe('accepted');
  });

  it('is not recorded where tracking is switched off', () => {
    const account = anAccount('50', policyUnder({ trackingEnabled: false }));
    expect(account.record('photo')).toMatchObject({
      outcome: 'no-effect',
      reason: 'usage-tracking-disabled',
    });
    expect(account.gauge('storage_mb', { to: 5n }).reason).toBe('usage-tracking-disabled');
    expect(account.removeUsage('projects_total', 1n).reason).toBe('usage-tracking-disabled');
    expect(account.request('g', 'photo').outcome).toBe('accepted');
    expect(account.windows).toEqual([]);
    expect(account.credits.held).toBe('1');
  });

  it('is counted beyond the limit where limits are not enforced, and the crossing is recorded', () => {
    const account = anAccount('50', policyUnder({ limitsEnforced: false }));
    const told = account.record('draw', { quantity: 11 });

    expect(told.events.map(({ type }) => type)).toContain('LimitReached');
    expect(account.windows).toEqual(['images_daily 2026-11-21: 11+0']);
  });

  it('costs nothing where credits are switched off: quotas alone decide', () => {
    const account = anAccount(undefined, policyUnder({ creditsEnabled: false }));
    expect(factIn(account.record('photo', { quantity: 7 }), 'UsageRecorded').costMicros).toBe(0n);
    expect(account.record('draw', { quantity: 11 }).reason).toBe('limit-reached');
  });

  it('needs an account that is open', () => {
    expect(new AnAccount(POLICY_CATALOG).record('photo').reason).toBe('account-not-found');
    const account = anAccount();
    account.close();
    expect(account.record('photo').reason).toBe('account-closed');
  });
});
