import { AnAccount } from '../testing/an-account';
import { POLICY_CATALOG, POLICY_DOCUMENT } from '../testing/policy-catalog';
import { toldCrossings as crossings } from '../testing/told-crossings';
import { compileCatalog } from '@ledgerline/contexts/catalog';

const anAccount = (tier = 'plain') => AnAccount.opened(tier, POLICY_CATALOG);
describe('a threshold of a limit', () => {
  it('is a fact in the very append that crosses it, with all its figures', () => {
    const account = anAccount();
    expect(crossings(account.record('draw', { quantity: 4 }))).toEqual([]);
    const told = account.record('draw');

    expect(told.events).toMatchObject([
      { type: 'UsageRecorded' },
      {
        type: 'LimitThresholdCrossed',
        data: {
          limit: 'images_daily',
          member: null,
          window: '2026-11-21',
          threshold: '5',
          thresholdUnits: 5n,
          usedUnits: 5n,
          heldUnits: 0n,
          limitValue: 10n,
        },
      },
    ]);
  });

  it('is measured on used and held together, and crossed once', () => {
    const account = anAccount();
    account.record('draw', { quantity: 4 });
    expect(crossings(account.request('g', 'draw', { quantity: 3 }))).toEqual(['LimitThresholdCrossed 5']);
    expect(crossings(account.request('h', 'draw'))).toEqual(['LimitThresholdCrossed 80%']);
    expect(crossings(account.complete('g'))).toEqual([]);
    expect(crossings(account.record('draw'))).toEqual([]);
  });

  it('is told with all others that one big step crosses, the limit itself the last', () => {
    expect(crossings(anAccount().record('draw', { quantity: 10 }))).toEqual([
      'LimitThresholdCrossed 80%',
      'LimitThresholdCrossed 5',
      'LimitReached limit',
    ]);
  });

  it('recovers once in a window and is not crossed a second time there', () => {
    const account = anAccount();
    account.request('g', 'draw', { quantity: 5 });
    expect(crossings(account.fail('g'))).toEqual(['LimitThresholdRecovered 5']);
    expect(crossings(account.request('h', 'draw', { quantity: 5 }))).toEqual([]);
    expect(crossings(account.fail('h'))).toEqual([]);
  });

  it('is armed again by a new window, without a word', () => {
    const account = anAccount();
    account.record('draw', { quantity: 5 });
    const told = account.at('2026-11-22T00:00:00.000Z').record('draw', { quantity: 5 });
    expect(crossings(told)).toEqual(['LimitThresholdCrossed 5']);
  });

  it('is crossed once, however many ask side by side', () => {
    const account = anAccount('plain');
    account.override('images_daily', '64');
    const told = Array.from({ length: 64 }, (_, i) => account.request(`g${i}`, 'draw'));
    expect(told.flatMap(crossings)).toEqual([
      'LimitThresholdCrossed 5',
      'LimitThresholdCrossed 80%',
      'LimitReached limit',
    ]);
  });

  it('of a soft limit is recorded and refuses nobody', () => {
    const account = anAccount();
    expect(crossings(account.record('hint', { quantity: 2 }))).toEqual(['LimitReached limit']);
    expect(account.record('hint').outcome).toBe('accepted');
  });

  it('of an inactive limit is no fact', () => {
    expect(crossings(anAccount().record('nap', { quantity: 5 }))).toEqual([]);
  });

  it('is crossed by a tier or an override that lowers the limit, and recovers when it is raised', () => {
    const account = anAccount('pro');
    account.record('draw', { quantity: 10 });
    expect(crossings(account.changeTier('plain'))).toEqual([
      'LimitThresholdCrossed 80%',
      'LimitReached limit',
    ]);
    expect(crossings(account.override('images_daily', '100'))).toEqual([
      'LimitThresholdRecovered 80%',
      'LimitRecovered limit',
    ]);
  });

  it('that is absolute is crossed where the limit is unlimited; parts of no bound are not', () => {
    const account = anAccount();
    account.changeTier('pro');
    expect(crossings(account.record('draw', { quantity: 500 }))).toEqual(['LimitThresholdCrossed 5']);
  });

  it('of a member’s own part is that member’s fact', () => {
    const told = anAccount().record('draw', { quantity: 4, actorUserId: 'mia' });
    expect(told.events).toMatchObject([
      { type: 'UsageRecorded' },
      { type: 'LimitThresholdCrossed', data: { threshold: '80%', member: 'mia', limitValue: 4n } },
      { type: 'LimitReached', data: { member: 'mia' } },
    ]);
  });
});

describe('a threshold of a billing period', () => {
  it('is told once in each period, also when its anchor is moved away and back', () => {
    const account = anAccount();
    const moved = (anchor: string) =>
      crossings(account.changeTier('plain', { period: { anchor, months: 1 } }));
    moved('2026-11-10T00:00:00.000Z');
    expect(crossings(account.record('visit', { quantity: 3 }))).toEqual(['LimitReached limit']);
    expect(moved('2026-11-15T00:00:00.000Z')).toEqual(['LimitReached limit']);
    expect(moved('2026-11-10T00:00:00.000Z')).toEqual([]);
    expect(moved('2026-11-15T00:00:00.000Z')).toEqual([]);
  });
});

describe('a threshold of a rolling window or a gauge', () => {
  it('is armed again once it has fallen ten points below, and not before', () => {
    const account = anAccount();
    expect(crossings(account.gauge('storage_mb', { to: 80n }))).toEqual(['LimitThresholdCrossed 80%']);
    expect(crossings(account.gauge('storage_mb', { to: 71n }))).toEqual([]);
    expect(crossings(account.gauge('storage_mb', { to: 80n }))).toEqual([]);
    expect(crossings(account.gauge('storage_mb', { to: 70n }))).toEqual(['LimitThresholdRecovered 80%']);
    expect(crossings(account.gauge('storage_mb', { to: 80n }))).toEqual(['LimitThresholdCrossed 80%']);
  });

  it('of a limit that no tenth divides counts ten points in full', () => {
    const account = anAccount();
    account.override('storage_mb', '15');
    expect(crossings(account.gauge('storage_mb', { to: 15n }))).toContain('LimitReached limit');
    expect(crossings(account.gauge('storage_mb', { to: 14n }))).toEqual([]);
    expect(crossings(account.gauge('storage_mb', { to: 13n }))).toEqual(['LimitRecovered limit']);
  });

  it('falls as what was used leaves the window', () => {
    const account = anAccount();
    account.record('call', { quantity: 3 });
    account.after(1_800);
    expect(crossings(account.record('call', { quantity: 7 }))).toEqual(['LimitThresholdCrossed 50%']);
    expect(crossings(account.after(1_860).record('call'))).toEqual(['LimitThresholdRecovered 50%']);
  });

  it('is no fact where running jobs come and go, unless the catalog asks', () => {
    expect(crossings(anAccount().request('g', 'run'))).toEqual([]);
  });
});

describe('a catalog edit', () => {
  it('resets no counter: another value applies to what was counted', () => {
    const account = anAccount();
    account.record('draw', { quantity: 6 });
    const limits = POLICY_DOCUMENT.limits.map((limit) =>
      limit.name === 'images_daily' ? { ...limit, values: { plain: 7 } } : limit,
    );
    account.scenario.catalog = compileCatalog(2, { ...POLICY_DOCUMENT, limits });
    expect(account.record('draw', { quantity: 2 }).figures).toMatchObject({ current: 6, limit: 7 });
    expect(crossings(account.record('draw'))).toEqual(['LimitThresholdCrossed 80%', 'LimitReached limit']);
  });
});
