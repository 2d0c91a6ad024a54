import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { accountEvents } from '../../../libs/contexts/accounts/domain/account-event-registry';
import { imbalanceOf } from './books';
import { LogAccountant, LoggedEvent } from './log-accountant';

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
      ...{ overdrawn: 0n, voided: 0n },
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

  it('charges recorded usage, and counts what is taken back as voided', () => {
    const used = { usageId: 'u', charged: share('30'), costMicros: '30', ...after('70', '0') };
    const deducted = { amountMicros: '5', shares: share('5'), ...after('65', '0') };
    const refunded = { amountMicros: '15', shares: share('15'), missingMicros: '9', ...after('50', '0') };
    const held = { amountMicros: '10', shares: share('10'), missingMicros: '0', ...after('40', '0') };
    const voided = { lotId: 'l', amountMicros: '40', ...after('0', '0') };
    const accountant = audited(
      ...[opened, granted],
      ['usage-recorded.v1', used],
      ['credits-deducted.v1', deducted],
      ['purchase-refunded.v1', { amountMicros: '24' }],
      ['credits-taken-back.v1', refunded],
      ['held-credits-taken-back.v1', held],
      ['lot-voided.v1', voided],
    );
    expect(accountant.books(NOW)).toMatchObject({ spent: 30n, voided: 70n, available: 0n });
    expect(imbalanceOf(accountant.books(NOW))).toBe(0n);
    expect(accountant.problems).toEqual([]);
  });

  it('keeps what rolls over, and what is drawn below zero until it is returned or repaid', () => {
    const monthly = { ...granted[1], expiresAt: NOW, rollover: { capMicros: '40', days: 30 } };
    const accountant = audited(opened, ['credits-granted.v2', monthly]);
    expect(accountant.books(NOW)).toMatchObject({ available: 40n, expired: 60n });
    const of = (amountMicros: string, lotId = 'o') => ({ lotId, amountMicros });
    const rolled = { ...of('40', 'l'), toLotId: 'l-rolled', expiresAt: null, ...after('100', '0') };
    const debts = audited(
      ...[opened, ['credits-granted.v2', monthly] as const],
      ['lot-rolled-over.v1', rolled],
      ['lot-lapsed.v2', { ...of('60', 'l'), ...after('40', '0') }],
      ['overdraft-drawn.v1', { ...of('25'), ...after('65', '0') }],
      ['overdraft-returned.v1', { ...of('10'), ...after('55', '0') }],
      ['overdraft-repaid.v1', { amountMicros: '15', shares: [of('15', 'l-rolled')], ...after('40', '0') }],
    );
    expect(debts.books(NOW)).toMatchObject({ granted: 100n, available: 40n, expired: 60n, overdrawn: 0n });
    expect(debts.problems).toEqual([]);
  });

  it('keeps the same books of everything ever released as the read models do', () => {
    const frozen = JSON.parse(
      readFileSync(join(__dirname, '../../../test/golden/folds/history.json'), 'utf8'),
    ) as LoggedEvent[];
    const accountant = new LogAccountant();
    frozen.forEach((event) => accountant.record(event));
    const books = accountant.books('2026-11-30T22:00:00.000Z');
    expect(accountant.problems).toEqual([]);
    expect(imbalanceOf(books)).toBe(0n);
    expect(frozen.length).toBe(accountant.events);
    expect(books.overdrawn + books.voided).toBeGreaterThan(0n);
  });

  it('knows every event of an account that is registered, and no third shape of one', () => {
    const unknown = accountEvents.storedTypes.filter((type) => {
      const accountant = new LogAccountant();
      try {
        accountant.record({ stream: STREAM, type, data: '{}' });
      } catch {
        return false;
      }
      return accountant.problems.some((problem) => problem.includes('unknown type'));
    });
    expect(unknown).toEqual([]);
    expect(audited(['opened.v3', {}]).problems).toHaveLength(1);
  });

  it('leaves other streams to others', () => {
    const accountant = new LogAccountant();
    accountant.record({ stream: 'catalog-default', type: 'ledgerline.catalog.published.v1', data: '{}' });
    expect(accountant.problems).toEqual([]);
    expect(accountant.events).toBe(1);
  });
});
