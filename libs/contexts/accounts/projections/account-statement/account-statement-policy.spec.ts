import { foldInMemory } from '@ledgerline/platform/projections';
import { GivenDecisions } from '../../testing/given-decisions';
import { GivenHistory } from '../given-history';
import { accountStatement } from './account-statement';

function acme(credits: bigint, tier = 'free') {
  const history = new GivenHistory('2026-11-21T09:00:00.000Z').open('acme', tier);
  history.grant('acme', 'lot', { credits }).after(60);
  return { history, account: new GivenDecisions(history, 'acme') };
}

/** Type, credits and the balance after, of each movement behind the first grant. */
function movementsOf(history: GivenHistory) {
  const [, ...rows] = foldInMemory(accountStatement, history.events);
  return rows.map((row) => [row.type, row.amount_micros, row.balance_after_micros]);
}

describe('account_statement, of what a catalog brings about', () => {
  it('has an entry for recorded usage that was charged, and none for what failed', () => {
    const { history, account } = acme(50n);
    account.use('image', { actorUserId: 'mia', service: 'studio' }).use('image', { status: 'failed' });
    expect(movementsOf(history)).toEqual([['USAGE', -10_000_000n, 40_000_000n]]);
    expect(foldInMemory(accountStatement, history.events)[1]).toMatchObject({
      ...{ action: 'image', actor_user_id: 'mia', service: 'studio', generation_id: null, lot_id: 'lot' },
    });
  });

  it('has a VOID for what is taken back now, and one for what a hold returns later', () => {
    const { history, account } = acme(25n);
    account.request('g1').voidLot({ lotId: 'lot' }, 'chargeback');
    expect(movementsOf(history)).toEqual([['VOID', -15_000_000n, 10_000_000n]]);
    history.cancel('acme', 'g1').settle('acme');
    expect(movementsOf(history).at(-1)).toEqual(['VOID', -10_000_000n, 0n]);
    expect(foldInMemory(accountStatement, history.events).at(-1)!.description).toBe('chargeback');
  });

  it('has no entry for a void of a lot that is held as a whole: nothing moves yet', () => {
    const { history, account } = acme(10n);
    account.request('g1').voidLot({ lotId: 'lot' });
    expect(movementsOf(history)).toEqual([]);
  });

  it('has an ADMIN_ADJUSTMENT per lot, downwards too, with its reference', () => {
    const { history, account } = acme(3n);
    history.grant('acme', 'second', { credits: 5n });
    account.adjust(-4_000_000n, 'ticket 81');
    expect(movementsOf(history).slice(1)).toEqual([
      ['ADMIN_ADJUSTMENT', -3_000_000n, 5_000_000n],
      ['ADMIN_ADJUSTMENT', -1_000_000n, 4_000_000n],
    ]);
    expect(foldInMemory(accountStatement, history.events).at(-1)).toMatchObject({
      ...{ reference: 'ticket 81', description: 'counted twice', lot_id: 'second' },
    });
  });

  it('has an OVERDRAFT for what is drawn, returned and repaid', () => {
    const { history, account } = acme(4n, 'pro');
    account.request('g1');
    history.cancel('acme', 'g1').settle('acme');
    expect(movementsOf(history)).toEqual([
      ['OVERDRAFT', 6_000_000n, 10_000_000n],
      ['OVERDRAFT', -6_000_000n, 4_000_000n],
    ]);
    account.use('image');
    history.grant('acme', 'paid', { credits: 10n }).settle('acme');
    expect(movementsOf(history).slice(-2)).toEqual([
      ['BONUS', 10_000_000n, 10_000_000n],
      ['OVERDRAFT', -6_000_000n, 4_000_000n],
    ]);
  });

  it('has a REFUND for what comes back, and nothing for what only rolls over', () => {
    const { history, account } = acme(10n);
    account.request('g1');
    history.complete('acme', 'g1');
    account.refund('g1', null, 'complaint');
    expect(movementsOf(history).at(-1)).toEqual(['REFUND', 10_000_000n, 10_000_000n]);
    const keeps = { rollover: { capMicros: 5_000_000n, days: 30 }, expiresAt: '2026-12-01T00:00:00.000Z' };
    history.grant('acme', 'monthly', { credits: 5n, ...keeps });
    const before = movementsOf(history).length;
    history.at('2026-12-01T00:00:00.000Z').settle('acme');
    expect(movementsOf(history)).toHaveLength(before);
  });
});
