import { imbalanceOf } from './books';
import { LogAccountant } from './log-accountant';

const STREAM = 'account-a';
const NOW = '2026-11-21T09:00:00.000Z';

function audited(...events: readonly (readonly [type: string, data: object])[]) {
  const accountant = new LogAccountant();
  for (const [type, data] of events) {
    accountant.record({ stream: STREAM, type: `ledgerline.account.${type}`, data: JSON.stringify(data) });
  }
  return accountant;
}

const opened = ['opened.v1', { accountId: 'a' }] as const;
const after = (balance: string, held: string) => ({ after: { balanceMicros: balance, heldMicros: held } });
const granted = [
  'credits-granted.v1',
  { lotId: 'l', amountMicros: '100', creditType: 'BONUS', ...after('100', '0') },
] as const;
const share = (amountMicros: string) => [{ lotId: 'l', amountMicros }];
const requested = [
  'generation-requested.v1',
  { generationId: 'g', lots: share('60'), heldMicros: '60', ...after('100', '60') },
] as const;
const completed = [
  'generation-completed.v1',
  { generationId: 'g', charged: share('45'), chargedMicros: '45', heldMicros: '60', ...after('55', '0') },
] as const;

describe('the accountant of the log', () => {
  it('keeps what is held apart from what is available', () => {
    const accountant = audited(opened, granted, requested);
    expect(accountant.books(NOW)).toEqual({
      ...{ granted: 100n, available: 40n, held: 60n, spent: 0n, expired: 0n, openHolds: 1, accounts: 1 },
    });
    expect(accountant.openHoldsOf('account-a')).toBe(1);
    expect(accountant.openHoldsOf('account-b')).toBe(0);
    expect(accountant.problems).toEqual([]);
  });

  it('charges what was used and gives the rest back', () => {
    const accountant = audited(opened, granted, requested, completed);
    expect(accountant.books(NOW)).toMatchObject({ available: 55n, held: 0n, spent: 45n, openHolds: 0 });
    expect(imbalanceOf(accountant.books(NOW))).toBe(0n);
    expect(accountant.problems).toEqual([]);
  });

  it('gives all of a failed, cancelled or expired generation back', () => {
    for (const type of ['generation-failed.v1', 'generation-cancelled.v1', 'generation-expired.v1']) {
      const accountant = audited(opened, granted, requested, [
        type,
        { generationId: 'g', ...after('100', '0') },
      ]);
      expect(accountant.books(NOW)).toMatchObject({ available: 100n, held: 0n, spent: 0n, openHolds: 0 });
      expect(accountant.problems).toEqual([]);
    }
  });

  it('counts what lapsed as expired and a refunded generation as not spent', () => {
    const refund = {
      ...{ lotId: 'r', amountMicros: '45', creditType: 'REFUND', generationId: 'g', ...after('100', '0') },
    };
    const lapsed = { lotId: 'l', amountMicros: '55', ...after('45', '0') };
    const accountant = audited(
      ...[opened, granted, requested, completed],
      ['credits-granted.v1', refund],
      ['lot-lapsed.v1', lapsed],
    );
    expect(accountant.books(NOW)).toMatchObject({ granted: 100n, available: 45n, spent: 0n, expired: 55n });
    expect(imbalanceOf(accountant.books(NOW))).toBe(0n);
    expect(accountant.problems).toEqual([]);
  });

  it('counts what has lapsed by now as expired, and what is held as held', () => {
    const expiring = ['credits-granted.v1', { ...granted[1], expiresAt: NOW }] as const;
    const accountant = audited(opened, expiring, requested);
    expect(accountant.books('2026-11-21T08:59:59.999Z')).toMatchObject({ available: 40n, expired: 0n });
    expect(accountant.books(NOW)).toMatchObject({ available: 0n, held: 60n, expired: 40n });
  });

  it('finds a balance that an event claims and the amounts do not make', () => {
    const wrong = ['generation-completed.v1', { ...completed[1], ...after('56', '0') }] as const;
    expect(audited(opened, granted, requested, wrong).problems).toEqual([
      `${STREAM}: ledgerline.account.generation-completed.v1 claims 56/0, counted 55/0`,
    ]);
  });

  it('finds a hold resolved twice, a lot overdrawn and a type it does not know', () => {
    const twice = audited(opened, granted, requested, completed, [
      'generation-failed.v1',
      { generationId: 'g' },
    ]);
    expect(twice.problems).toEqual([`${STREAM}: generation g resolved without a hold`]);
    const overdrawn = { generationId: 'g', lots: share('101'), heldMicros: '101', ...after('100', '101') };
    expect(audited(opened, granted, ['generation-requested.v1', overdrawn]).problems).toEqual([
      `${STREAM}: lot l overdrawn by 1`,
    ]);
    expect(audited(['invented.v1', {}]).problems).toEqual([
      `${STREAM}: an event of the unknown type ledgerline.account.invented.v1`,
    ]);
  });

  it('leaves other streams to others', () => {
    const accountant = new LogAccountant();
    accountant.record({ stream: 'catalog-default', type: 'ledgerline.catalog.published.v1', data: '{}' });
    expect(accountant.problems).toEqual([]);
    expect(accountant.events).toBe(1);
  });
});
