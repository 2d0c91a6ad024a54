import { compileCatalog } from '@ledgerline/contexts/catalog';
import { AnAccount, factIn } from '../testing/an-account';
import { SCENARIO_DOCUMENT } from '../testing/scenario-catalog';

const told = (account: AnAccount, before?: 'decision' | 'sweep') =>
  account.scenario
    .settle(before)
    .map((event) => `${event.type} ${'lotId' in event.data ? event.data.lotId : 'g'}`);

describe('a lot that expires', () => {
  const EXPIRY = '2026-11-21T10:00:00.000Z';
  const dying = (credits = '10') => {
    const account = AnAccount.opened();
    account.grant(credits, { expiresAt: EXPIRY });
    return account;
  };

  it('lapses at its expiry, not a millisecond before, with what is left of it', () => {
    const account = dying();
    account.request('g', 'svg', { quantity: 4 });
    account.complete('g');

    expect(told(account.at('2026-11-21T09:59:59.999Z'))).toEqual([]);
    const [lapsed] = account.at(EXPIRY).scenario.settle();
    expect(lapsed).toEqual({
      type: 'LotLapsed',
      data: {
        lotId: 'id-2',
        creditType: 'BONUS',
        amountMicros: 6_000_000n,
        cost: null,
        lapsedAt: EXPIRY,
        after: { balanceMicros: 0n, heldMicros: 0n },
      },
    });
    expect(account.lots).toEqual([]);
  });

  it('lapses once', () => {
    const account = dying().at(EXPIRY);
    account.scenario.settle();
    expect(told(account.after(1))).toEqual([]);
    expect(told(account.after(86_400))).toEqual([]);
  });

  it('keeps the part that a running job was promised', () => {
    const account = dying();
    account.request('g', 'svg', { quantity: 4, timeoutSeconds: 7_200 });
    account.at(EXPIRY).scenario.settle();

    expect(account.lots).toEqual(['id-2 4(4)']);
    expect(account.credits).toEqual({ balance: '4', held: '4', available: '0' });
    expect(
      account
        .after(60)
        .complete('g')
        .events.map(({ type }) => type),
    ).toEqual(['GenerationCompleted']);
    expect(account.credits.balance).toBe('0');
  });

  it('lapses before it ever took effect, where the account was idle so long', () => {
    const account = AnAccount.opened();
    account.grant('5', { effectiveAt: '2026-11-21T09:30:00.000Z', expiresAt: EXPIRY });
    expect(told(account.at(EXPIRY))).toEqual(['LotLapsed id-2', 'CreditsExhausted g']);
  });
});

describe('what falls due together', () => {
  it('is recorded in the order in which it fell due', () => {
    const account = AnAccount.opened();
    account.grant('1', { expiresAt: '2026-11-21T09:20:00.000Z' });
    account.grant('1', { expiresAt: '2026-11-21T09:10:00.000Z' });
    account.grant('20', { priority: 0 });
    account.request('g', 'image', { timeoutSeconds: 900 });

    expect(told(account.after(3_600))).toEqual(['LotLapsed id-3', 'GenerationExpired g', 'LotLapsed id-2']);
  });

  it('lapses before a hold whose deadline is that very instant, and what comes back lapses after it', () => {
    const account = AnAccount.opened();
    account.grant('10', { expiresAt: '2026-11-21T09:15:00.000Z' });
    account.request('g', 'svg', { quantity: 4, timeoutSeconds: 900 });
    expect(told(account.at('2026-11-21T09:15:00.000Z'))).toEqual([
      'LotLapsed id-2',
      'GenerationExpired g',
      'LotLapsed id-2',
      'CreditsExhausted g',
    ]);
  });

  it('lets a hold past its deadline return to a lot that has lapsed, and lapse with it', () => {
    const account = AnAccount.opened();
    account.grant('10', { expiresAt: '2026-11-21T09:10:00.000Z' });
    account.request('g', 'svg', { quantity: 4 });
    account.after(3_600);

    expect(told(account)).toEqual([
      'LotLapsed id-2',
      'GenerationExpired g',
      'LotLapsed id-2',
      'CreditsExhausted g',
    ]);
    expect(account.credits).toEqual({ balance: '0', held: '0', available: '0' });
  });

  it('lets a hold whose deadline comes first return before its lot lapses as a whole', () => {
    const account = AnAccount.opened();
    account.grant('4', { expiresAt: '2026-11-21T09:30:00.000Z' });
    account.request('g', 'svg', { quantity: 4 });

    expect(told(account.after(3_600))).toEqual(['GenerationExpired g', 'LotLapsed id-2']);
  });

  it('counts an expired generation in no window and gives its slot back', () => {
    const account = AnAccount.with('30');
    account.request('g', 'image');
    account.after(900).scenario.settle();

    expect(account.windows).toEqual([]);
    expect(account.openGenerations).toEqual([]);
  });

  it('lets each of many deadlines pass at its own time', () => {
    const account = AnAccount.with('30');
    account.request('a', 'svg', { timeoutSeconds: 300 });
    account.request('b', 'svg', { timeoutSeconds: 100 });
    account.request('c', 'svg', { timeoutSeconds: 200 });
    account.extend('b', 250);
    account.cancel('c');
    account.request('d', 'svg', { timeoutSeconds: 50 });
    const openAfter = (seconds: number) => {
      account.at('2026-11-21T09:00:00.000Z').after(seconds).scenario.settle();
      return account.openGenerations.toSorted().join('');
    };

    expect([49, 50, 249, 250, 299, 300].map(openAfter)).toEqual(['abd', 'ab', 'ab', 'a', 'a', '']);
  });

  it('finds a deadline again after a later hold was made behind one that had passed', () => {
    const account = AnAccount.with('30');
    account.request('a', 'svg', { timeoutSeconds: 100 });
    account.request('b', 'svg', { timeoutSeconds: 300 });
    account.after(100);
    account.request('c', 'svg', { timeoutSeconds: 900 });
    expect(account.openGenerations).toEqual(['b', 'c']);

    account.after(199.999).scenario.settle();
    expect(account.openGenerations).toEqual(['b', 'c']);
    account.after(0.001).scenario.settle();
    expect(account.openGenerations).toEqual(['c']);
  });
});

describe('the daily refill', () => {
  it('is found by the first command of a UTC day and lapses at the next midnight', () => {
    const account = AnAccount.opened('free');
    const told = account.request('g', 'svg');

    expect(factIn({ ...told, events: [] }, 'CreditsGranted')).toMatchObject({
      lotId: 'refill-2026-11-21',
      creditType: 'DAILY_REFILL',
      amountMicros: 100_000_000n,
      priority: 10,
      grantedAt: '2026-11-21T09:00:00.000Z',
      effectiveAt: '2026-11-21T09:00:00.000Z',
      expiresAt: '2026-11-22T00:00:00.000Z',
      reference: null,
    });
    expect(account.request('h', 'svg').settled).toEqual([]);
    account.at('2026-11-21T23:59:59.999Z');
    expect(account.request('i', 'svg').settled.map(({ type }) => type)).toEqual([
      'GenerationExpired',
      'GenerationExpired',
    ]);
    account.complete('i');
    account.at('2026-11-22T00:00:00.000Z');
    expect(account.request('j', 'svg').settled.map(({ type }) => type)).toEqual([
      'LotLapsed',
      'CreditsGranted',
    ]);
    expect(account.credits.available).toBe('109');
  });

  it('comes before a command that is refused or changes nothing, too', () => {
    expect(told(AnAccount.opened('free'), 'decision')).toEqual(['CreditsGranted refill-2026-11-21']);
    const account = AnAccount.opened('free');
    expect(account.complete('nobody').settled).toHaveLength(1);
    expect(account.reopen().settled).toHaveLength(0);
  });

  it('does not pile up over idle days', () => {
    const account = AnAccount.opened('pro');
    account.reopen();
    account.at('2026-11-28T12:00:00.000Z').reopen();

    expect(account.lots).toEqual(['refill-2026-11-28 1000(0)', 'trial 10(0)']);
  });

  it('is given by no sweep: an idle account writes nothing after its last lapse', () => {
    const account = AnAccount.opened('free');
    account.reopen();

    expect(told(account.at('2026-11-22T00:00:00.000Z'), 'sweep')).toEqual(['LotLapsed refill-2026-11-21']);
    expect(told(account.after(86_400), 'sweep')).toEqual([]);
    expect(account.reopen().settled).toHaveLength(1);
  });

  it('is not given to a closed account, but on its reopening day by the command after', () => {
    const account = AnAccount.opened('free');
    account.close();
    account.at('2026-11-22T12:00:00.000Z');

    expect(account.close().settled.map(({ type }) => type)).toEqual(['LotLapsed']);
    expect(account.reopen().settled).toEqual([]);
    expect(account.reopen().settled.map(({ type }) => type)).toEqual(['CreditsGranted']);
  });

  it('is none in a tier that has none', () => {
    expect(told(AnAccount.opened('plain'), 'decision')).toEqual([]);
  });

  it('has the amount of the catalog in force, and names it', () => {
    const account = AnAccount.opened('free');
    account.scenario.catalog = compileCatalog(9, {
      ...SCENARIO_DOCUMENT,
      tiers: [{ name: 'free', trialGrant: '0', dailyRefill: '7' }],
    });

    expect(factIn(account.reopen(), 'CreditsGranted')).toMatchObject({
      amountMicros: 7_000_000n,
      catalogVersion: 9,
    });
  });
});
