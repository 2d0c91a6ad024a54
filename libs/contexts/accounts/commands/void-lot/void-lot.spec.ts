import { AnAccount, factIn } from '../../testing/an-account';
import { POLICY_CATALOG } from '../../testing/policy-catalog';

const anAccount = () => AnAccount.opened('plain', POLICY_CATALOG);
const PAID = { creditType: 'PURCHASE', reference: 'pay_1' } as const;
const EUROS = { amountMinor: 1_000n, currency: 'EUR' };

describe('voiding a lot', () => {
  it('takes back what is neither spent nor held, with its part of what was paid', () => {
    const account = anAccount();
    account.grant('100', { ...PAID, purchaseAmount: EUROS });
    account.record('image', { quantity: 3 });
    account.request('g', 'image', { quantity: 2 });
    const voided = factIn(account.void({ lotId: 'id-2' }), 'LotVoided');

    expect(voided).toMatchObject({
      amountMicros: 50_000_000n,
      pendingMicros: 20_000_000n,
      cost: { amountMinor: 500n, currency: 'EUR' },
      reason: 'disputed',
    });
    expect(account.credits).toEqual({ balance: '20', held: '20', available: '0' });
  });

  it('takes the held part when it is released, in that very append', () => {
    const account = anAccount();
    account.grant('30', PAID);
    account.request('g', 'image');
    account.void({ lotId: 'id-2' });
    const told = account.fail('g');

    expect(told.events.map(({ type }) => type)).toEqual(['GenerationFailed', 'LotVoided']);
    expect(factIn(told, 'LotVoided')).toMatchObject({ amountMicros: 10_000_000n, pendingMicros: 0n });
    expect(account.credits.balance).toBe('0');
  });

  it('lets the job that holds a part of it be charged from it', () => {
    const account = anAccount();
    account.grant('30', PAID);
    account.request('g', 'image');
    account.void({ lotId: 'id-2' });

    expect(factIn(account.complete('g'), 'GenerationCompleted').chargedMicros).toBe(10_000_000n);
    expect(account.lots).toEqual([]);
  });

  it('takes a part held past its deadline when time releases it', () => {
    const account = anAccount();
    account.grant('10', PAID);
    account.request('g', 'image');
    account.void({ lotId: 'id-2' });
    const settled = account.after(900).scenario.settle();

    expect(settled.map(({ type }) => type)).toEqual(['GenerationExpired', 'LotVoided']);
    expect(account.lots).toEqual([]);
  });

  it('takes back what has rolled over from the lot, too', () => {
    const account = anAccount();
    const rollover = { capMicros: 6_000_000n, days: 30 };
    account.grant('10', { ...PAID, expiresAt: '2026-11-22T00:00:00.000Z', rollover });
    account.grant('1');
    account.at('2026-11-22T09:00:00.000Z').scenario.settle();
    expect(account.lots).toEqual(['id-3 1(0)', 'id-2-rolled 6(0)']);
    expect(factIn(account.void(PAID), 'LotVoided')).toMatchObject({
      ...{ lotId: 'id-2-rolled', amountMicros: 6_000_000n },
    });
    expect(account.lots).toEqual(['id-3 1(0)']);
  });

  it('finds the lot by the act behind it, and leaves the others alone', () => {
    const account = anAccount();
    account.grant('10', PAID);
    account.grant('7', { creditType: 'BONUS', reference: 'pay_1' });
    account.void(PAID);
    expect(account.lots).toEqual(['id-3 7(0)']);
  });

  it('bars a grant that has not come yet: it arrives void, and a second bar has no effect', () => {
    const account = anAccount();
    expect(factIn(account.void(PAID), 'LotBarred')).toMatchObject({ ...PAID, reason: 'disputed' });
    expect(account.void(PAID).reason).toBe('already-barred');
    const told = account.grant('10', PAID);

    expect(told.events.map(({ type }) => type)).toEqual(['CreditsGranted', 'LotVoided']);
    expect(account.credits).toEqual({ balance: '0', held: '0', available: '0' });
    expect(account.grant('10', PAID).reason).toBe('reference-already-granted');
    expect(account.grant('10', { ...PAID, reference: 'pay_2' }).outcome).toBe('accepted');
    expect(account.credits.balance).toBe('10');
  });

  it('of a type bars that type alone', () => {
    const account = anAccount();
    account.void(PAID);
    account.grant('10', { creditType: 'BONUS', reference: 'pay_1' });
    expect(account.credits.available).toBe('10');
  });

  it('again has no effect while a part of it is held', () => {
    const account = anAccount();
    account.grant('10', PAID);
    account.request('g', 'image');
    account.void(PAID);
    expect(account.void(PAID)).toMatchObject({ outcome: 'no-effect', reason: 'already-void' });
  });

  it('of nothing unspent is refused: unknown, spent, or what was drawn below zero', () => {
    const account = AnAccount.opened('trusted', POLICY_CATALOG);
    expect(new AnAccount().void({ lotId: 'x' }).reason).toBe('account-not-found');
    expect(account.void({ lotId: 'x' })).toMatchObject({
      reason: 'lot-not-found',
      figures: { lotId: 'x' },
    });
    account.request('g', 'image');
    const [overdraft] = account.scenario.state.lots;
    expect(account.void({ lotId: overdraft!.lotId }).reason).toBe('lot-not-found');
    const other = anAccount();
    other.grant('10', PAID);
    other.record('image');
    expect(other.void(PAID).reason).toBe('lot-not-found');
  });
});
