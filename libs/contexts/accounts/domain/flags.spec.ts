import { AnAccount, factIn } from '../testing/an-account';
import { POLICY_CATALOG, policyUnder } from '../testing/policy-catalog';

const opened = (environment: Parameters<typeof policyUnder>[0], tier = 'plain') =>
  AnAccount.opened(tier, policyUnder(environment));

describe('an installation', () => {
  it('without tracking lets a generation run uncounted, held and charged all the same', () => {
    const account = opened({ trackingEnabled: false });
    account.grant('100');
    const requested = factIn(account.request('g', 'photo', { quantity: 31 }), 'GenerationRequested');

    expect(requested).toMatchObject({ limits: [], heldMicros: 31_000_000n });
    expect(factIn(account.complete('g'), 'GenerationCompleted')).toMatchObject({
      chargedMicros: 31_000_000n,
      limits: [],
    });
    expect(account.windows).toEqual([]);
    expect(account.request('h', 'photo', { quantity: 70 }).reason).toBe('insufficient-credits');
  });

  it('without enforcement counts, tells what is crossed, and refuses nothing for a limit', () => {
    const account = opened({ limitsEnforced: false });
    account.grant('40');
    const told = account.request('g', 'photo', { quantity: 31 });

    expect(factIn(told, 'GenerationRequested').limits[0]).toMatchObject({
      ...{ limit: 'spent_daily', limitValue: 30_000_000n, enforced: false },
    });
    expect(told.events.map(({ type }) => type)).toEqual(['GenerationRequested', 'LimitReached']);
    account.complete('g');
    expect(account.windows).toEqual(['spent_daily 2026-11-21: 31000000+0']);
    // What there is of credits still decides.
    expect(account.request('h', 'photo', { quantity: 10 }).reason).toBe('insufficient-credits');
  });

  it('without credits gives no trial, refill or grant and asks no price: quotas alone decide', () => {
    const account = opened({ creditsEnabled: false }, 'free');
    account.changeTier('plain');
    expect(account.grant('10').reason).toBe('credits-disabled');
    expect(account.adjust('10').reason).toBe('credits-disabled');
    const requested = factIn(account.request('g', 'image', { quantity: 1_000 }), 'GenerationRequested');

    expect(requested).toMatchObject({ heldMicros: 0n, lots: [], price: { kind: 'free' } });
    expect(factIn(account.complete('g'), 'GenerationCompleted').chargedMicros).toBe(0n);
    expect(account.request('h', 'draw', { quantity: 11 }).reason).toBe('limit-reached');
    expect(account.lots).toEqual([]);
  });
});

describe('credits', () => {
  it('switched off while a job runs settle it at the price it was held at', () => {
    const account = AnAccount.opened('plain', POLICY_CATALOG);
    account.grant('50');
    account.request('g', 'image', { quantity: 3 });
    account.scenario.catalog = policyUnder({ creditsEnabled: false });

    expect(factIn(account.complete('g', { quantity: 2 }), 'GenerationCompleted')).toMatchObject({
      chargedMicros: 20_000_000n,
      returned: [{ amountMicros: 10_000_000n }],
    });
    expect(account.credits.balance).toBe('30');
  });

  it('bought before they were switched off are there when they are on again', () => {
    const account = AnAccount.opened('plain', POLICY_CATALOG);
    account.grant('50', { creditType: 'PURCHASE' });
    account.scenario.catalog = policyUnder({ creditsEnabled: false });
    account.request('g', 'image');
    account.complete('g');
    account.scenario.catalog = POLICY_CATALOG;

    expect(account.credits.available).toBe('50');
    expect(account.request('h', 'image').outcome).toBe('accepted');
    expect(account.credits.held).toBe('10');
  });
});
