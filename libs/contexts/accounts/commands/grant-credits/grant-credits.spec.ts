import { AnAccount, factIn } from '../../testing/an-account';
import { NINE } from '../../testing/account-scenario';
import { STRICT_CATALOG } from '../../testing/scenario-catalog';
import { BURN_PRIORITY } from '../../domain/burn-priority';
import { CreditType } from '../../domain/account-events';
import { GRANTABLE_TYPES } from '../../domain/credit-types';

const A_SECOND_LATER = '2026-11-21T09:00:01.000Z';

describe('granting credits', () => {
  it('adds a lot of its own, at once and for ever, and records all of its terms', () => {
    const account = AnAccount.opened();
    const told = account.grant('12.5', {
      creditType: 'PURCHASE',
      reference: 'pay 1',
      orderId: 'o1',
      paymentId: 'p1',
      generationId: 'g0',
      actorUserId: 'u1',
      paymentMethod: 'card',
      purchaseAmount: { amountMinor: 999n, currency: 'USD' },
      attributes: { pack: 'small' },
    });

    expect(factIn(told, 'CreditsGranted')).toEqual({
      lotId: 'id-2',
      rollover: null,
      creditType: 'PURCHASE',
      amountMicros: 12_500_000n,
      priority: 50,
      grantedAt: NINE,
      effectiveAt: NINE,
      expiresAt: null,
      reason: 'a present',
      reference: 'pay 1',
      orderId: 'o1',
      paymentId: 'p1',
      generationId: 'g0',
      actorUserId: 'u1',
      paymentMethod: 'card',
      purchaseAmount: { amountMinor: 999n, currency: 'USD' },
      attributes: { pack: 'small' },
      catalogVersion: 1,
      after: { balanceMicros: 12_500_000n, heldMicros: 0n },
    });
    expect(account.credits.available).toBe('12.5');
  });

  it.each([
    ['DAILY_REFILL', 10],
    ['TRIAL_GRANT', 20],
    ['SUBSCRIPTION_GRANT', 30],
    ['BONUS', 40],
    ['PURCHASE', 50],
  ] as const)('burns %s at priority %d', (creditType, priority) => {
    expect(BURN_PRIORITY[creditType]).toBe(priority);
  });

  it('takes the place of its type in the burn order unless it names one', () => {
    const account = AnAccount.opened();
    for (const creditType of GRANTABLE_TYPES) {
      const told = account.grant('1', { creditType });
      expect(factIn(told, 'CreditsGranted').priority).toBe(BURN_PRIORITY[creditType]);
    }
    expect(factIn(account.grant('1', { priority: 0 }), 'CreditsGranted').priority).toBe(0);
  });

  it('is no refund, adjustment, trial or refill: those have rules of their own', () => {
    for (const own of ['TRIAL_GRANT', 'DAILY_REFILL', 'REFUND', 'ADMIN_ADJUSTMENT'] as const) {
      expect(GRANTABLE_TYPES as readonly CreditType[]).not.toContain(own);
    }
  });

  it('names the catalog that it was decided under', () => {
    const account = AnAccount.opened();
    account.scenario.catalog = STRICT_CATALOG;

    expect(factIn(account.grant('1'), 'CreditsGranted').catalogVersion).toBe(2);
    expect(account.scenario.state.catalogVersion).toBe(2);
  });

  it('effective later is pending until then', () => {
    const account = AnAccount.opened();
    account.grant('5', { effectiveAt: A_SECOND_LATER });

    expect(account.credits).toEqual({ balance: '5', held: '0', available: '0' });
    expect(account.after(0.999).credits.available).toBe('0');
    expect(account.after(0.001).credits.available).toBe('5');
  });
});

describe('the reference of a grant', () => {
  const paid = { creditType: 'PURCHASE', reference: 'pay 1' } as const;

  it('granted twice is one grant', () => {
    const account = AnAccount.opened();
    account.grant('5', paid);

    expect(account.grant('5', paid)).toMatchObject({
      outcome: 'no-effect',
      reason: 'reference-already-granted',
    });
    expect(account.credits.balance).toBe('5');
  });

  it('granted again with another amount is refused reference-conflict', () => {
    const account = AnAccount.opened();
    account.grant('5', paid);

    expect(account.grant('5.000001', paid)).toMatchObject({
      reason: 'reference-conflict',
      figures: { reference: 'pay 1', granted: '5', asked: '5.000001' },
    });
  });

  it('is remembered long after its lot is spent', () => {
    const account = AnAccount.opened();
    account.grant('1', paid);
    account.request('g', 'svg');
    account.complete('g');
    expect(account.lots).toEqual([]);

    expect(account.after(40 * 86_400).grant('1', paid).reason).toBe('reference-already-granted');
    expect(account.grant('2', paid).reason).toBe('reference-conflict');
  });

  it('is unique for its type only', () => {
    const account = AnAccount.opened();
    account.grant('5', paid);

    expect(account.grant('7', { ...paid, creditType: 'REFUND' }).outcome).toBe('accepted');
    expect(account.grant('7', { ...paid, reference: 'pay 2' }).outcome).toBe('accepted');
  });

  it('that is none is no reference: two such grants are two lots', () => {
    const account = AnAccount.opened();
    account.grant('5');
    account.grant('5');

    expect(account.credits.balance).toBe('10');
  });
});

describe('a grant is refused', () => {
  it('account-not-found where there is no account, and leaves nothing behind', () => {
    expect(new AnAccount().grant('1')).toMatchObject({ reason: 'account-not-found', events: [] });
  });

  it('account-closed where it is closed', () => {
    const account = AnAccount.opened();
    account.close();

    expect(account.grant('1').reason).toBe('account-closed');
  });

  it.each([
    ['the moment it is granted', null, NINE, true],
    ['a millisecond later', null, '2026-11-21T09:00:00.001Z', false],
    ['a second before', null, '2026-11-21T08:59:59.000Z', true],
    ['the moment it takes effect', A_SECOND_LATER, A_SECOND_LATER, true],
    ['a millisecond after it takes effect', A_SECOND_LATER, '2026-11-21T09:00:01.001Z', false],
    ['before it takes effect', A_SECOND_LATER, '2026-11-21T09:00:00.500Z', true],
    ['after an effect in the past, but not yet', '2026-11-21T08:00:00.000Z', A_SECOND_LATER, false],
  ])('grant-expires-before-effect if it expires %s', (_, effectiveAt, expiresAt, refused) => {
    const told = AnAccount.opened().grant('1', { effectiveAt, expiresAt });

    expect(told.reason).toBe(refused ? 'grant-expires-before-effect' : undefined);
    if (refused) expect(told.figures).toEqual({ effectiveAt: effectiveAt ?? NINE, expiresAt, now: NINE });
  });

  it('balance-too-large one micro beyond 10¹² credits, and not before', () => {
    const account = AnAccount.with('1');

    expect(account.grant('999999999999.000001')).toMatchObject({
      reason: 'balance-too-large',
      figures: { balance: '1' },
    });
    expect(account.grant('999999999999').outcome).toBe('accepted');
  });

  it('for the earlier of two reasons', () => {
    const late = { expiresAt: NINE };
    const huge = '1000000000000';
    const closed = AnAccount.with('1');
    closed.close();
    expect(closed.grant(huge, late).reason).toBe('account-closed');
    const open = AnAccount.with('1');
    open.grant('5', { reference: 'r' });
    expect(open.grant(huge, { ...late, reference: 'r' }).reason).toBe('reference-conflict');
    expect(open.grant(huge, late).reason).toBe('grant-expires-before-effect');
  });
});
