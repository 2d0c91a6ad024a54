import { compileCatalog } from '@ledgerline/contexts/catalog';
import { AnAccount, factIn } from '../testing/an-account';
import { POLICY_CATALOG, POLICY_DOCUMENT } from '../testing/policy-catalog';

const anAccount = (tier = 'plain') => AnAccount.opened(tier, POLICY_CATALOG);

/** Each is a bug that a product before this one is known to have had. */
describe('what bit others does not happen here', () => {
  it('parallel requests do not pass the budget check before spend is recorded', () => {
    const account = anAccount();
    account.grant('1000');
    const told = Array.from({ length: 40 }, (_, i) => account.request(`g${i}`, 'photo'));

    expect(told.filter(({ outcome }) => outcome === 'accepted')).toHaveLength(30);
    expect(told[30]!.figures).toMatchObject({ limitType: 'spent_daily', current: '30', limit: '30' });
  });

  it('a leaked reservation does not block a user for ever', () => {
    const account = anAccount();
    account.request('leaked', 'run', { timeoutSeconds: 900 });
    expect(account.request('next', 'run').reason).toBe('limit-reached');
    expect(account.after(900).request('next', 'run').outcome).toBe('accepted');
  });

  it('a reservation is not skipped when the cost cannot be estimated', () => {
    const account = anAccount();
    account.grant('1000');
    expect(account.request('g', 'chat', { model: 'small' }).reason).toBe('estimate-required');
    expect(account.request('h', 'chat', { model: 'unpriced', inputTokens: 1, outputTokens: 1 }).reason).toBe(
      'unpriced-model',
    );
    expect(account.openGenerations).toEqual([]);
  });

  it('the same top-up twice is one top-up', () => {
    const account = anAccount();
    const paid = { creditType: 'PURCHASE', reference: 'pay_42' } as const;
    account.grant('500', paid);
    expect(account.grant('500', paid).outcome).toBe('no-effect');
    expect(account.grant('600', paid).reason).toBe('reference-conflict');
    expect(account.credits.balance).toBe('500');
  });

  it('a catalog edit does not wipe bought credits', () => {
    const account = anAccount('free');
    account.grant('500', { creditType: 'PURCHASE' });
    const before = account.lots;
    const tiers = POLICY_DOCUMENT.tiers.map((tier) => ({ ...tier, dailyRefill: '0' }));
    account.scenario.catalog = compileCatalog(2, { ...POLICY_DOCUMENT, tiers, packages: [] });
    account.record('image', { status: 'failed' });
    expect(account.lots).toEqual(before);
  });

  it('a daily reset does not destroy purchased credits', () => {
    const account = anAccount('free');
    account.grant('500', { creditType: 'PURCHASE' });
    account.at('2026-11-22T00:00:00.000Z').record('image', { status: 'failed' });
    expect(account.lots).toEqual(['refill-2026-11-22 100(0)', 'id-2 500(0)']);
  });

  it.each([
    ['comes first', 300, 900],
    ['comes last', 900, 300],
  ])('an expiry that races a hold and %s charges the job once and loses nothing else', (_, expiry, end) => {
    const account = anAccount();
    const expiresAt = `2026-11-21T09:${String(expiry / 60).padStart(2, '0')}:00.000Z`;
    account.grant('30', { expiresAt });
    account.request('g', 'image', { timeoutSeconds: 3_600 });
    account.after(end).scenario.settle();
    const completed = factIn(account.complete('g'), 'GenerationCompleted');

    expect(completed).toMatchObject({ chargedMicros: 10_000_000n, shortfallMicros: 0n });
    account.at('2026-11-21T09:30:00.000Z').scenario.settle();
    expect(account.credits).toEqual({ balance: '0', held: '0', available: '0' });
  });

  it('a cache evicted before it was written loses nothing: the state is the log’s, refolded', () => {
    const account = anAccount('free');
    account.grant('500', { creditType: 'PURCHASE', reference: 'pay_1' });
    account.request('g', 'photo', { quantity: 3 });
    account.record('call', { quantity: 11 });
    account.override('images_daily', '7');
    const { scenario } = account;
    const { holds, ...state } = scenario.refold();
    const { holds: open, ...cached } = scenario.state;

    expect(state).toEqual(cached);
    expect([...holds.entries()]).toEqual([...open.entries()]);
  });
});
