import { AnAccount, factIn } from '../../testing/an-account';
import { POLICY_CATALOG, policyUnder } from '../../testing/policy-catalog';

const TEN = '2026-11-21T10:00:00.000Z';
const anAccount = () => AnAccount.opened('plain', POLICY_CATALOG);
const rollover = (credits: bigint, days = 30) => ({ capMicros: credits * 1_000_000n, days });

describe('a grant that rolls over', () => {
  it('keeps up to its cap when it lapses, for so many days, and the rest lapses', () => {
    const account = anAccount();
    account.grant('100', { expiresAt: TEN, rollover: rollover(40n) });
    const settled = account.at(TEN).scenario.settle();

    expect(settled.map(({ type }) => type)).toEqual(['LotRolledOver', 'LotLapsed']);
    expect(factIn({ settled, events: [] }, 'LotRolledOver')).toMatchObject({
      lotId: 'id-2',
      toLotId: 'id-2-rolled',
      amountMicros: 40_000_000n,
      rolledOverAt: TEN,
      expiresAt: '2026-12-21T10:00:00.000Z',
    });
    expect(account.lots).toEqual(['id-2-rolled 40(0)']);
  });

  it('keeps all of what is below the cap, and nothing of it lapses', () => {
    const account = anAccount();
    account.grant('100', { expiresAt: TEN, rollover: rollover(40n) });
    account.record('image', { quantity: 7 });
    const settled = account.at(TEN).scenario.settle();

    expect(settled.map(({ type }) => type)).toEqual(['LotRolledOver']);
    expect(account.credits.balance).toBe('30');
  });

  it('splits what was paid between what is kept and what lapses, exactly', () => {
    const account = anAccount();
    const purchaseAmount = { amountMinor: 100n, currency: 'USD' };
    account.grant('30', { expiresAt: TEN, rollover: rollover(10n), purchaseAmount });
    const told = { settled: account.at(TEN).scenario.settle(), events: [] };

    expect(factIn(told, 'LotRolledOver').cost).toEqual({ amountMinor: 33n, currency: 'USD' });
    expect(factIn(told, 'LotLapsed').cost).toEqual({ amountMinor: 67n, currency: 'USD' });
  });

  it('does so once: what rolled over lapses for good, also where nobody looked for years', () => {
    const account = anAccount();
    account.grant('10', { expiresAt: TEN, rollover: rollover(10n, 1) });
    account.at('2030-01-01T00:00:00.000Z').scenario.settle();
    expect(account.lots).toEqual([]);
    expect(account.credits.balance).toBe('0');
  });

  it('leaves what is held to its job; what comes back after the lapse lapses', () => {
    const account = anAccount();
    account.grant('30', { expiresAt: TEN, rollover: rollover(100n) });
    account.request('g', 'image', { timeoutSeconds: 7_200 });
    account.at(TEN).scenario.settle();
    expect(account.lots).toEqual(['id-2 10(10)', 'id-2-rolled 20(0)']);
    const told = account.fail('g');

    expect(factIn(told, 'LotLapsed')).toMatchObject({ lotId: 'id-2', amountMicros: 10_000_000n });
    expect(account.credits).toEqual({ balance: '20', held: '0', available: '20' });
  });

  it('for a time that is over comes as it would have then: it rolls over, and what rolled over may lapse', () => {
    const effectiveAt = '2026-10-01T00:00:00.000Z';
    const late = { effectiveAt, expiresAt: '2026-11-01T00:00:00.000Z', evenIfOver: true };
    const kept = anAccount();
    const told = kept.grant('100', { ...late, rollover: rollover(40n) });
    expect(told.events.map(({ type }) => type)).toEqual(['CreditsGranted', 'LotRolledOver', 'LotLapsed']);
    expect(factIn(told, 'CreditsGranted')).not.toHaveProperty('evenIfOver');
    expect(factIn(told, 'LotLapsed')).toMatchObject({ amountMicros: 60_000_000n, lapsedAt: late.expiresAt });
    expect(kept.lots).toEqual(['id-2-rolled 40(0)']);
    const gone = anAccount();
    gone.grant('100', { ...late, rollover: rollover(40n, 20) });
    gone.grant('100', late);
    expect(gone.credits.balance).toBe('0');
    expect(gone.grant('1', { ...late, expiresAt: effectiveAt }).reason).toBe('grant-expires-before-effect');
  });

  it('says when it lapses', () => {
    expect(anAccount().grant('10', { rollover: rollover(5n) }).reason).toBe('rollover-needs-expiry');
  });
});

describe('a grant', () => {
  it('that expires before it takes effect is refused', () => {
    for (const given of [
      { expiresAt: '2026-11-21T09:00:00.000Z' },
      { effectiveAt: TEN, expiresAt: TEN },
      { effectiveAt: TEN, expiresAt: '2026-11-21T09:59:59.999Z' },
    ]) {
      expect(anAccount().grant('10', given).reason).toBe('grant-expires-before-effect');
    }
  });

  it('is refused where credits are switched off; a repeated one has no effect there either', () => {
    const account = anAccount();
    account.grant('10', { reference: 'pay_1' });
    account.scenario.catalog = policyUnder({ creditsEnabled: false });
    expect(account.grant('10').reason).toBe('credits-disabled');
    expect(account.grant('10', { reference: 'pay_1' }).reason).toBe('reference-already-granted');
  });

  it('of the day comes neither at opening nor later where credits are switched off', () => {
    const account = AnAccount.opened('free', policyUnder({ creditsEnabled: false }));
    account.record('draw', { status: 'failed' });
    expect(account.lots).toEqual([]);
  });

  it('of the day follows the environment’s cap, and each raise of it tops up once', () => {
    const capped = (credits: bigint) =>
      policyUnder({ dailyRefills: new Map([['free', credits * 1_000_000n]]) });
    const account = AnAccount.opened('free', capped(5n));
    for (const credits of [5n, 20n, 30n, 10n, 30n]) {
      account.scenario.catalog = capped(credits);
      account.record('draw', { status: 'failed' });
    }
    expect(account.lots).toEqual([
      'refill-2026-11-21 5(0)',
      'refill-2026-11-21-above-20 10(0)',
      'refill-2026-11-21-above-5 15(0)',
    ]);
  });
});
