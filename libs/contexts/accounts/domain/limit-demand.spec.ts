import { AnAccount, factIn } from '../testing/an-account';
import { POLICY_CATALOG, policyUnder } from '../testing/policy-catalog';

const anAccount = (catalog = POLICY_CATALOG) => AnAccount.opened('plain', catalog);
const limitsOf = (account: AnAccount, action: string, actorUserId: string | null = null) =>
  factIn(account.request(`of ${actorUserId}`, action, { actorUserId }), 'GenerationRequested').limits;

describe('the value of a limit in force', () => {
  it('is an override’s, else the environment’s, else the plan’s, else the tier’s', () => {
    const limitValues = new Map([['images_daily', new Map([['plain', '8']])]]);
    const account = anAccount();
    expect(limitsOf(account, 'draw')[0]).toMatchObject({ limitValue: 10n, source: 'tier' });
    account.cancel('of null');
    account.changeTier('plain', { plan: 'basic' });
    expect(factIn(account.request('b', 'draw'), 'GenerationRequested').limits[0]).toMatchObject({
      limitValue: 6n,
      source: 'plan',
    });
    account.scenario.catalog = policyUnder({ limitValues });
    expect(factIn(account.request('c', 'draw'), 'GenerationRequested').limits[0]).toMatchObject({
      limitValue: 8n,
      source: 'environment',
    });
    account.override('images_daily', '9');
    expect(factIn(account.request('d', 'draw'), 'GenerationRequested').limits[0]).toMatchObject({
      limitValue: 9n,
      source: 'override',
    });
  });

  it('of the environment is that of its tier alone', () => {
    const limitValues = new Map([['images_daily', new Map([['pro', '1']])]]);
    expect(limitsOf(anAccount(policyUnder({ limitValues })), 'draw')[0]).toMatchObject({ source: 'tier' });
  });

  it('is nothing in free and unlimited elsewhere where the tier has none', () => {
    const free = AnAccount.opened('free', POLICY_CATALOG);
    expect(free.request('g', 'draw').figures).toMatchObject({ limit: 0 });
    expect(limitsOf(AnAccount.opened('pro', POLICY_CATALOG), 'draw')[0]).toMatchObject({ limitValue: -1n });
  });
});

describe('a member’s own part', () => {
  it('is taken beside the account’s, and either may refuse', () => {
    const account = anAccount();
    expect(limitsOf(account, 'draw', 'mia').map(({ member, units }) => [member, units])).toEqual([
      [null, 1n],
      ['mia', 1n],
    ]);
    expect(account.request('g', 'draw', { actorUserId: 'mia', quantity: 4 }).figures).toMatchObject({
      member: 'mia',
      current: 1,
      limit: 4,
    });
    for (const member of ['ben', 'zoe'])
      account.request(member, 'draw', { actorUserId: member, quantity: 4 });
    const refused = account.request('h', 'draw', { actorUserId: 'mia', quantity: 2 }).figures;
    expect(refused).toMatchObject({ current: 9, limit: 10 });
    expect(refused).not.toHaveProperty('member');
  });

  it('comes back with the hold', () => {
    const account = anAccount();
    account.request('g', 'draw', { actorUserId: 'mia', quantity: 4 });
    account.fail('g');
    expect(account.windows).toEqual([]);
    expect(account.request('h', 'draw', { actorUserId: 'mia', quantity: 4 }).outcome).toBe('accepted');
  });

  it('is not asked of whoever acts for the account itself', () => {
    expect(anAccount().request('g', 'draw', { quantity: 10 }).outcome).toBe('accepted');
  });
});

describe('a limit', () => {
  it('of many is decided together with them: one that refuses takes nothing of the others', () => {
    const account = anAccount();
    expect(account.request('g', 'everything', { quantity: 3 }).figures).toMatchObject({
      limitType: 'projects_total',
    });
    expect(account.windows).toEqual([]);
  });

  it('that is soft lets everything pass and says that it is not enforced', () => {
    const account = anAccount();
    account.record('hint', { quantity: 9 });
    expect(limitsOf(account, 'hint')[0]).toMatchObject({ enforced: false, limitValue: 2n, usedBefore: 9n });
  });

  it('that is inactive is not enforced, and counts', () => {
    const account = anAccount();
    expect(account.record('nap', { quantity: 9 }).outcome).toBe('accepted');
    expect(account.windows).toEqual(['naps_daily 2026-11-21: 9+0']);
  });

  it('that an action does not name is none: everything passes', () => {
    expect(anAccount().record('unheard-of', { quantity: 1_000_000 }).outcome).toBe('accepted');
  });

  it('of credits counts what is charged, decided before it is known whether they are there', () => {
    const account = anAccount();
    account.grant('100');
    expect(account.request('g', 'photo', { quantity: 31 }).figures).toMatchObject({
      limitType: 'spent_daily',
      current: '0',
      requested: '31',
      limit: '30',
    });
    account.request('g', 'photo', { quantity: 30 });
    account.complete('g', { quantity: 12 });
    expect(account.windows).toEqual(['spent_daily 2026-11-21: 12000000+0']);
  });

  it('of cost holds the estimate at the catalog’s rate and counts what the job cost in the end', () => {
    const account = anAccount();
    const asked = { model: 'small', inputTokens: 500_000, outputTokens: 250_000 };
    account.request('g', 'think', asked);
    expect(account.windows).toEqual(['cost_monthly 2026-11: 0+1000000']);
    expect(account.request('h', 'think', asked).reason).toBe('limit-reached');
    const completed = account.complete('g', { inputTokens: 100_000, outputTokens: 0 });

    expect(factIn(completed, 'GenerationCompleted').virtualCostUsdMicros).toBe(100_000n);
    expect(account.windows).toEqual(['cost_monthly 2026-11: 100000+0']);
    account.request('i', 'think', asked);
    account.complete('i', { virtualCostUsdMicros: 1_300_000n });
    expect(account.windows).toEqual(['cost_monthly 2026-11: 1400000+0']);
  });
});
