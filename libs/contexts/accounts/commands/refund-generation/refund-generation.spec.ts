import { AnAccount, factIn } from '../../testing/an-account';
import { POLICY_CATALOG, policyUnder } from '../../testing/policy-catalog';
import { AccountEvent } from '../../domain/account-events';

const EXPIRES = '2026-12-31T00:00:00.000Z';
const USD = (amountMinor: bigint) => ({ amountMinor, currency: 'USD' });

/** 10 from a gift and 20 of a purchase of 100 for 9.99 were charged. */
function charged(): AnAccount {
  const account = AnAccount.opened('plain', POLICY_CATALOG);
  account.grant('10', { priority: 1 });
  account.grant('100', { priority: 2, expiresAt: EXPIRES, purchaseAmount: USD(999n) });
  account.request('g', 'image', { quantity: 3 });
  account.complete('g');
  return account;
}

const lotsIn = ({ events }: { events: readonly AccountEvent[] }) =>
  events.flatMap((event) => (event.type === 'CreditsGranted' ? [event.data] : []));

describe('a refund of a generation', () => {
  it('gives back what was charged last first, as lots that inherit expiry and cost', () => {
    const told = charged().refund('g', 'complaint 1', '25');

    expect(factIn(told, 'GenerationRefunded')).toMatchObject({
      amountMicros: 25_000_000n,
      refundedMicros: 25_000_000n,
      chargedMicros: 30_000_000n,
    });
    expect(lotsIn(told)).toMatchObject([
      { creditType: 'REFUND', amountMicros: 20_000_000n, expiresAt: EXPIRES, purchaseAmount: USD(199n) },
      { creditType: 'REFUND', amountMicros: 5_000_000n, expiresAt: null, purchaseAmount: null },
    ]);
  });

  it('in parts comes to exactly what was charged, and its costs to exactly what was paid', () => {
    const account = charged();
    const parts = ['7', '6.000001', '0.999999', '16'].map((credits, i) =>
      account.refund('g', `complaint ${i}`, credits),
    );
    const lots = parts.flatMap(lotsIn);

    expect(parts.map(({ outcome }) => outcome)).toEqual(parts.map(() => 'accepted'));
    expect(lots.reduce((sum, lot) => sum + lot.amountMicros, 0n)).toBe(30_000_000n);
    expect(lots.reduce((sum, lot) => sum + (lot.purchaseAmount?.amountMinor ?? 0n), 0n)).toBe(199n);
    expect(account.credits.balance).toBe('110');
    const left = account.scenario.state.lots.reduce((sum, lot) => sum + (lot.cost?.amountMinor ?? 0n), 0n);
    expect(left).toBe(999n);
  });

  it('without an amount is all that is left', () => {
    const account = charged();
    account.refund('g', 'complaint 1', '10');
    expect(factIn(account.refund('g', 'complaint 2'), 'GenerationRefunded').amountMicros).toBe(20_000_000n);
  });

  it('never comes to more than was charged, to the last micro', () => {
    const account = charged();
    account.refund('g', 'complaint 1', '10');
    expect(account.refund('g', 'complaint 2', '20.000001')).toMatchObject({
      reason: 'refund-exceeds-charge',
      figures: { charged: '30', refunded: '10', asked: '20.000001' },
    });
    account.refund('g', 'complaint 3', '20');
    expect(account.refund('g', 'complaint 4').reason).toBe('refund-exceeds-charge');
    expect(account.refund('g', 'complaint 5', '0.000001').reason).toBe('refund-exceeds-charge');
  });

  it('is one refund per reference; with another amount or for another generation it is refused', () => {
    const account = charged();
    account.request('h', 'image');
    account.complete('h');
    account.refund('g', 'complaint 1', '25');

    expect(account.refund('g', 'complaint 1', '25').reason).toBe('reference-already-granted');
    expect(account.refund('g', 'complaint 1').reason).toBe('reference-already-granted');
    expect(account.refund('g', 'complaint 1', '5')).toMatchObject({
      reason: 'reference-conflict',
      figures: { reference: 'complaint 1', granted: '25', asked: '5' },
    });
    expect(account.refund('h', 'complaint 1', '25').reason).toBe('reference-conflict');
    expect(account.refund('h', 'complaint 1').figures).toMatchObject({ asked: 'the rest' });
  });

  it('of a lot that has lapsed meanwhile lapses as it comes', () => {
    const account = charged().at('2027-01-01T00:00:00.000Z');
    const told = account.refund('g', 'complaint 1', '20');

    expect(told.events.map(({ type }) => type)).toEqual([
      'GenerationRefunded',
      'CreditsGranted',
      'LotLapsed',
    ]);
    expect(account.credits.balance).toBe('0');
  });

  it('of what was drawn below zero pays the debt back', () => {
    const account = AnAccount.opened('trusted', POLICY_CATALOG);
    account.request('g', 'image');
    account.complete('g');
    const told = account.refund('g', 'complaint 1');

    expect(told.events.map(({ type }) => type)).toEqual([
      'GenerationRefunded',
      'CreditsGranted',
      'OverdraftRepaid',
    ]);
    expect(account.scenario.state.overdrawnMicros).toBe(0n);
    expect(account.credits.balance).toBe('0');
  });

  it('is of a completed generation: not of a running, failed, unknown or free one', () => {
    const account = charged();
    account.request('running', 'image');
    account.request('failed', 'image');
    account.fail('failed');
    account.request('free', 'draw');
    account.complete('free');

    expect(account.refund('running', 'r1').reason).toBe('generation-not-completed');
    expect(account.refund('failed', 'r2').reason).toBe('generation-not-completed');
    expect(account.refund('nobody', 'r3').reason).toBe('generation-not-found');
    expect(account.refund('free', 'r4').reason).toBe('refund-exceeds-charge');
    expect(new AnAccount().refund('g', 'r').reason).toBe('account-not-found');
    account.close();
    expect(account.refund('g', 'r5').reason).toBe('account-closed');
  });

  it('is refused where credits are switched off, unless it was given before', () => {
    const account = charged();
    account.refund('g', 'complaint 1', '5');
    account.scenario.catalog = policyUnder({ creditsEnabled: false });

    expect(account.refund('g', 'complaint 2').reason).toBe('credits-disabled');
    expect(account.refund('g', 'complaint 1', '5').reason).toBe('reference-already-granted');
  });
});
