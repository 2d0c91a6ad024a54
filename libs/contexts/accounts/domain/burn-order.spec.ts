import fc from 'fast-check';
import { AnAccount, factIn, sharesIn } from '../testing/an-account';
import { Lot } from './account-state';
import { availableOf, burnsBefore, insertLot, pendingMicros } from './lots';

const lot = (given: Partial<Lot>): Lot => ({
  lotId: 'm',
  creditType: 'BONUS',
  priority: 40,
  grantedAt: '2026-11-21T09:00:00.000Z',
  effectiveAt: '2026-11-21T09:00:00.000Z',
  expiresAt: '2026-12-01T00:00:00.000Z',
  remainingMicros: 1n,
  heldMicros: 0n,
  cost: null,
  voidReason: null,
  rollover: null,
  ...given,
});

const SOONER = { expiresAt: '2026-11-30T00:00:00.000Z' };
const NEVER = { expiresAt: null };
const EARLIER = { grantedAt: '2026-11-21T08:00:00.000Z' };

describe('the burn order', () => {
  it.each<[string, Partial<Lot>, Partial<Lot>]>([
    ['the lower priority, whatever else', { priority: 39, ...NEVER, lotId: 'z' }, { ...SOONER, ...EARLIER }],
    ['then what expires sooner', { ...SOONER, lotId: 'z' }, EARLIER],
    ['then what expires at all', { lotId: 'z' }, { ...NEVER, ...EARLIER }],
    ['then what was granted earlier', { ...EARLIER, lotId: 'z' }, {}],
    ['then what was granted earlier of those that never expire', { ...EARLIER, ...NEVER }, NEVER],
    ['then the smaller id', { lotId: 'a' }, { lotId: 'b' }],
    ['then the smaller id of those that never expire', { ...NEVER, lotId: 'a' }, { ...NEVER, lotId: 'b' }],
  ])('takes first %s', (_, first, second) => {
    expect(burnsBefore(lot(first), lot(second))).toBe(true);
    expect(burnsBefore(lot(second), lot(first))).toBe(false);
  });

  const few = fc.record({
    priority: fc.constantFrom(10, 40),
    expiresAt: fc.constantFrom(null, '2026-12-01T00:00:00.000Z', '2026-12-02T00:00:00.000Z'),
    grantedAt: fc.constantFrom('2026-11-21T08:00:00.000Z', '2026-11-21T09:00:00.000Z'),
  });

  it('is one order, in whatever sequence lots are granted', () => {
    fc.assert(
      fc.property(fc.array(few, { maxLength: 8 }), fc.infiniteStream(fc.nat()), (terms, shuffle) => {
        const lots = terms.map((given, n) => lot({ ...given, lotId: `l${n}` }));
        const shuffled = lots
          .map((given) => ({ given, at: shuffle.next().value as number }))
          .sort((a, b) => a.at - b.at)
          .map(({ given }) => given);
        const never = '9999';
        const keyOf = (l: Lot) => [l.priority, l.expiresAt ?? never, l.grantedAt, l.lotId].join('|');
        const expected = lots.map(keyOf).sort();
        const insert = (from: readonly Lot[]) => from.reduce(insertLot, [] as readonly Lot[]).map(keyOf);
        expect(insert(lots)).toEqual(expected);
        expect(insert(shuffled)).toEqual(expected);
      }),
    );
  });
});

describe('what of a lot is available', () => {
  const held = lot({ ...SOONER, remainingMicros: 5n, heldMicros: 2n });
  const later = lot({ ...NEVER, effectiveAt: '2026-11-30T00:00:00.000Z', remainingMicros: 5n });

  it('ends with its expiry, also before anybody has recorded that it lapsed', () => {
    expect(availableOf(held, '2026-11-29T23:59:59.999Z')).toBe(3n);
    expect(availableOf(held, '2026-11-30T00:00:00.000Z')).toBe(0n);
  });

  it('begins with its effect, and is pending until then', () => {
    const [before, at] = ['2026-11-29T23:59:59.999Z', '2026-11-30T00:00:00.000Z'];
    expect([availableOf(later, before), pendingMicros([later], before)]).toEqual([0n, 5n]);
    expect([availableOf(later, at), pendingMicros([later], at)]).toEqual([5n, 0n]);
  });
});

describe('a hold', () => {
  const heldLots = (account: AnAccount, quantity: number) =>
    sharesIn(factIn(account.request('g', 'svg', { quantity }), 'GenerationRequested').lots);

  it('takes lots in burn order, each to its end', () => {
    const account = AnAccount.opened();
    account.grant('4', { creditType: 'PURCHASE' });
    account.grant('3', { creditType: 'SUBSCRIPTION_GRANT' });
    account.grant('2', { creditType: 'BONUS' });

    expect(heldLots(account, 7)).toEqual(['id-3 3', 'id-4 2', 'id-2 2']);
    expect(account.lots).toEqual(['id-3 3(3)', 'id-4 2(2)', 'id-2 4(2)']);
  });

  it('takes refill, trial, subscription, bonus and purchase in this order', () => {
    const account = AnAccount.opened('free');
    account.grant('1', { creditType: 'PURCHASE' });
    account.grant('1', { creditType: 'BONUS' });
    account.grant('1', { creditType: 'SUBSCRIPTION_GRANT' });

    expect(heldLots(account, 113)).toEqual([
      'refill-2026-11-21 100',
      'trial 10',
      'id-4 1',
      'id-3 1',
      'id-2 1',
    ]);
  });

  it('takes nothing of a lot that takes effect later', () => {
    const account = AnAccount.opened();
    account.grant('5', { priority: 1, effectiveAt: '2026-11-21T09:00:01.000Z' });
    account.grant('5', { priority: 2 });

    expect(heldLots(account, 3)).toEqual(['id-3 3']);
    const told = account.after(1).request('h', 'svg', { quantity: 6 });
    expect(sharesIn(factIn(told, 'GenerationRequested').lots)).toEqual(['id-2 5', 'id-3 1']);
  });

  it('takes nothing of a lot at its expiry, and all of it a millisecond before', () => {
    const account = AnAccount.opened();
    account.grant('5', { expiresAt: '2026-11-21T09:00:01.000Z' });

    expect(account.after(0.999).request('g', 'svg', { quantity: 5 }).outcome).toBe('accepted');
    account.fail('g');
    expect(account.after(0.001).request('h', 'svg').figures).toEqual({ needed: '1', available: '0' });
  });

  it('takes nothing of what another one holds', () => {
    const account = AnAccount.with('5', '5');
    account.request('f', 'svg', { quantity: 4 });

    expect(heldLots(account, 3)).toEqual(['id-2 1', 'id-3 2']);
  });
});
