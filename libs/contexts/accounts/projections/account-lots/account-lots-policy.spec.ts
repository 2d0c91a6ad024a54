import { foldInMemory } from '@ledgerline/platform/projections';
import { GivenDecisions } from '../../testing/given-decisions';
import { GivenHistory } from '../given-history';
import { accountLots } from './account-lots';

function acme(credits: bigint, tier = 'free') {
  const history = new GivenHistory('2026-11-21T09:00:00.000Z').open('acme', tier);
  const paid = { purchaseAmount: { amountMinor: 1000n, currency: 'USD' } };
  history.grant('acme', 'lot', { credits, ...paid }).after(60);
  return { history, account: new GivenDecisions(history, 'acme') };
}

const lotsAfter = (history: GivenHistory) =>
  Object.fromEntries(foldInMemory(accountLots, history.events).map((row) => [row.lot_id, row]));

describe('account_lots, of what a catalog brings about', () => {
  it('spends recorded usage, and closes when nothing is left', () => {
    const { history, account } = acme(20n);
    account.use('image').use('image', { status: 'failed' });
    expect(lotsAfter(history).lot).toMatchObject({ spent_micros: 10_000_000n, closed_at: null });
    account.use('image');
    expect(lotsAfter(history).lot).toMatchObject({ spent_micros: 20_000_000n, held_micros: 0n });
    expect(lotsAfter(history).lot!.closed_at).toBe('2026-11-21T09:01:00.000Z');
  });

  it('says why a lot is void, and keeps what is held until its hold resolves', () => {
    const { history, account } = acme(25n);
    account.request('g1').voidLot({ lotId: 'lot' }, 'chargeback');
    expect(lotsAfter(history).lot).toMatchObject({
      ...{ void_reason: 'chargeback', voided_micros: 15_000_000n },
      ...{ remaining_micros: 10_000_000n, held_micros: 10_000_000n, closed_at: null },
    });
    history.after(1).cancel('acme', 'g1').settle('acme');
    expect(lotsAfter(history).lot).toMatchObject({ voided_micros: 25_000_000n, remaining_micros: 0n });
    expect(lotsAfter(history).lot!.closed_at).toBe('2026-11-21T09:01:01.000Z');
  });

  it('takes an adjustment downwards out of the lots it names, which are not void by it', () => {
    const { history, account } = acme(25n);
    account.adjust(-7_000_000n);
    expect(lotsAfter(history).lot).toMatchObject({
      ...{ voided_micros: 7_000_000n, remaining_micros: 18_000_000n, void_reason: null },
    });
  });

  it('makes a lot of what rolls over, with its part of the cost, and lapses the rest', () => {
    const { history } = acme(1n);
    history.grant('acme', 'monthly', {
      ...{ credits: 40n, expiresAt: '2026-12-01T00:00:00.000Z' },
      rollover: { capMicros: 10_000_000n, days: 30 },
      purchaseAmount: { amountMinor: 2000n, currency: 'USD' },
    });
    history.at('2026-12-01T00:00:00.000Z').settle('acme');
    const { monthly, 'monthly-rolled': rolled } = lotsAfter(history);
    expect(monthly).toMatchObject({ moved_micros: 10_000_000n, expired_micros: 30_000_000n });
    expect(monthly).toMatchObject({ remaining_micros: 0n, rollover_cap_micros: 10_000_000n });
    expect(rolled).toMatchObject({
      ...{ amount_micros: 10_000_000n, remaining_micros: 10_000_000n, rollover_cap_micros: null },
      ...{ cost_minor: 500n, cost_currency: 'USD', expires_at: '2026-12-31T00:00:00.000Z' },
    });
  });

  it('has a lot for what is drawn below zero, which shrinks by what is returned', () => {
    const { history, account } = acme(4n, 'pro');
    account.request('g1');
    const drawn = Object.keys(lotsAfter(history)).find((lotId) => lotId !== 'lot')!;
    expect(lotsAfter(history)[drawn]).toMatchObject({
      ...{ credit_type: 'OVERDRAFT', amount_micros: 6_000_000n, held_micros: 6_000_000n },
    });
    history.cancel('acme', 'g1').settle('acme');
    expect(lotsAfter(history)[drawn]).toMatchObject({ amount_micros: 0n, remaining_micros: 0n });
    expect(lotsAfter(history)[drawn]!.closed_at).toBe('2026-11-21T09:01:00.000Z');
  });

  it('moves out of a lot what repays a debt', () => {
    const { history, account } = acme(4n, 'pro');
    account.use('image');
    history.grant('acme', 'paid', { credits: 10n }).settle('acme');
    expect(lotsAfter(history).paid).toMatchObject({ moved_micros: 6_000_000n, remaining_micros: 4_000_000n });
  });

  it('knows what was paid for a lot', () => {
    expect(lotsAfter(acme(1n).history).lot).toMatchObject({ cost_minor: 1000n, cost_currency: 'USD' });
  });
});
