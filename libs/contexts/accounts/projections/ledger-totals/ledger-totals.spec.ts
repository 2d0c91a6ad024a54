import { foldInMemory } from '@ledgerline/platform/projections';
import { GivenHistory } from '../given-history';
import { ledgerTotals } from './ledger-totals';

describe('ledger_totals', () => {
  it('adds up all accounts in one row', () => {
    const history = new GivenHistory().open('a').open('b').open('c').close('c').reopen('c').close('c');
    history.grant('a', 'lot', { credits: 30n, creditType: 'PURCHASE' }).refill('b', 5n);
    history.request('a', 'g1').complete('a', 'g1', { costMicros: 4_000_000n });
    history.request('a', 'g2').request('b', 'g3', { costMicros: 2_000_000n }).refuse('b', 'limit-reached');
    expect(foldInMemory(ledgerTotals, history.events)).toMatchObject([
      {
        scope: 'all',
        accounts: 3n,
        open_accounts: 2n,
        open_holds: 2n,
        generations: 3n,
        refused: 1n,
        granted_micros: 35_000_000n,
        purchased_micros: 30_000_000n,
        balance_micros: 31_000_000n,
        held_micros: 12_000_000n,
        spent_micros: 4_000_000n,
        expired_micros: 0n,
      },
    ]);
    history
      .fail('a', 'g2')
      .after(86_400)
      .settle('b')
      .grant('a', 'refund', { creditType: 'REFUND', generationId: 'g1', credits: 1n });
    expect(foldInMemory(ledgerTotals, history.events)).toMatchObject([
      { open_holds: 0n, held_micros: 0n, expired_micros: 5_000_000n, spent_micros: 3_000_000n },
    ]);
  });
});
