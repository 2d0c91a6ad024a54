import { compileCatalog } from '@ledgerline/contexts/catalog';
import { GivenDecisions, POLICY } from '../testing/given-decisions';
import { GivenHistory } from '../projections/given-history';
import { POLICY_DOCUMENT } from '../testing/policy-catalog';
import { accountLimits } from './account-limits';

const CATALOG = compileCatalog(1, POLICY);

function acme(credits = 500n) {
  const history = new GivenHistory('2026-11-21T20:48:00.000Z').open('acme').grant('acme', 'lot', { credits });
  return { history, account: new GivenDecisions(history, 'acme') };
}

function limitsOf(history: GivenHistory, member: string | null = null, catalog = CATALOG) {
  return accountLimits(history.stateOf('acme'), { catalog, now: history.now, member });
}

const named = (history: GivenHistory, name: string, member: string | null = null) =>
  limitsOf(history, member).limits.filter((limit) => limit.name === name);

const image = (history: GivenHistory, member: string | null = null) =>
  limitsOf(history, member).actions.find(({ action }) => action === 'image')!;

describe('what an account may do right now', () => {
  it('names tier, plan and whether limits are enforced', () => {
    expect(limitsOf(acme().history)).toMatchObject({
      ...{ accountId: 'acme', status: 'open', tier: 'free', plan: null, member: null, enforced: true },
    });
  });

  it('tells of each limit its window, what is used, held and left, when it resets and who set it', () => {
    const { history, account } = acme();
    account.use('image').request('g1');
    expect(named(history, 'images')).toEqual([
      {
        name: 'images',
        member: null,
        description: 'images today',
        kind: 'calendar-day',
        window: '2026-11-21',
        measure: 'count',
        used: 1,
        held: 1,
        limit: 5,
        remaining: 3,
        allowed: true,
        resetAt: '2026-11-22T00:00:00.000Z',
        lastReset: '2026-11-21T00:00:00.000Z',
        source: 'tier',
        enforced: true,
        says: '1 of 5 images today used, 1 more held; 3 more fit.',
        wait: 'Resets in 3 h 12 m.',
      },
    ]);
  });

  it('says what nobody has to wait for, and what time does not free', () => {
    const { history, account } = acme();
    expect(named(history, 'projects')).toMatchObject([{ wait: '' }]);
    account.changeTier('pro');
    const says = expect.stringMatching(/^0 projects used; nothing bounds them\.$/);
    expect(named(history, 'projects')).toMatchObject([{ says, wait: '' }]);
  });

  it('has null for unlimited, which allows everything', () => {
    const { history, account } = acme();
    account.changeTier('pro');
    expect(named(history, 'projects')).toMatchObject([{ limit: null, remaining: null, allowed: true }]);
  });

  it('names an override as the source while it applies, and the tier again afterwards', () => {
    const { history, account } = acme();
    account.override('images', '9', { until: '2026-11-22T00:00:00.000Z' });
    expect(named(history, 'images')).toMatchObject([{ limit: 9, source: 'override' }]);
    history.at('2026-11-22T00:00:00.000Z');
    expect(named(history, 'images')).toMatchObject([{ limit: 5, source: 'tier' }]);
  });

  it('shows a member its own part beside the whole, and decides the actions as if it asked', () => {
    const { history, account } = acme();
    for (let n = 0; n < 3; n++) account.use('image', { actorUserId: 'mia' });
    expect(named(history, 'images', 'mia')).toMatchObject([
      { member: null, used: 3, limit: 5, allowed: true },
      { member: 'mia', used: 3, limit: 3, remaining: 0, allowed: false },
    ]);
    expect(image(history, 'mia')).toMatchObject({ allowed: false, figures: { member: 'mia' } });
    expect(image(history)).toMatchObject({ allowed: true, reason: null, why: null });
    expect(image(history, 'ben')).toMatchObject({ allowed: true });
  });

  it('allows an action that is priced by a model still to be told, and says when no model could be paid', () => {
    const tiers = POLICY_DOCUMENT.tiers.map((tier) => ({ ...tier, dailyRefill: '0' }));
    const catalog = compileCatalog(1, { ...POLICY_DOCUMENT, tiers });
    const asked = (credits: bigint) => {
      const { actions } = limitsOf(acme(credits).history, null, catalog);
      return actions.find(({ action }) => action === 'bounded_chat');
    };
    expect(asked(500n)).toMatchObject({ allowed: true, reason: null });
    expect(asked(19n)).toMatchObject({ allowed: false, reason: 'insufficient-credits' });
  });

  it('says why an action is not allowed, with figures and in words', () => {
    const { history, account } = acme();
    for (let n = 0; n < 5; n++) account.use('image');
    expect(named(history, 'images')).toMatchObject([{ remaining: 0, allowed: false }]);
    expect(image(history)).toMatchObject({
      allowed: false,
      reason: 'limit-reached',
      why: expect.stringMatching(/5 of 5 images today.*3 h 12 m/),
      figures: { limitType: 'images', current: 5, limit: 5, resetAt: '2026-11-22T00:00:00.000Z' },
    });
    expect(image(acme(9n).history)).toMatchObject({ allowed: false, reason: 'insufficient-credits' });
  });

  it('says that nothing is enforced where the environment says so, and allows then', () => {
    const environment = { ...CATALOG.environment, limitsEnforced: false };
    const lenient = compileCatalog(1, POLICY, environment);
    const { history, account } = acme();
    for (let n = 0; n < 5; n++) account.use('image');
    const limits = limitsOf(history, null, lenient);
    expect(limits.enforced).toBe(false);
    expect(limits.limits[0]).toMatchObject({ used: 5, remaining: 0, allowed: true, enforced: false });
    expect(limits.actions[0]).toMatchObject({ action: 'image', allowed: true });
  });

  it('asks whether a token-priced action may start at all where nobody bounds it, else with the bound', () => {
    const price = { inputPerMillion: '1000000', outputPerMillion: '1000000' };
    const chat = { name: 'chat', description: '', limits: [] };
    const tokens = { kind: 'tokens', models: {}, fallback: price } as const;
    const priced = (bound?: { inputTokens: number; outputTokens: number }) =>
      compileCatalog(1, { ...POLICY, actions: [{ ...chat, price: { ...tokens, ...(bound && { bound }) } }] });
    const { history } = acme(10n);
    expect(limitsOf(history, null, priced()).actions).toMatchObject([{ action: 'chat', allowed: true }]);
    const bound = { inputTokens: 6, outputTokens: 5 };
    expect(limitsOf(history, null, priced(bound)).actions).toMatchObject([
      { allowed: false, reason: 'insufficient-credits', figures: { needed: '11', available: '10' } },
    ]);
  });
});
