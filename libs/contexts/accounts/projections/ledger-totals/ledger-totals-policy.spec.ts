import { foldInMemory } from '@ledgerline/platform/projections';
import { GivenDecisions } from '../../testing/given-decisions';
import { GivenHistory } from '../given-history';
import { ledgerTotals } from './ledger-totals';

const totalsOf = (history: GivenHistory) => foldInMemory(ledgerTotals, history.events)[0]!;

describe('ledger_totals, of what a catalog brings about', () => {
  it('adds up what was charged, taken back, drawn and given back, over all accounts', () => {
    const history = new GivenHistory('2026-11-21T09:00:00.000Z').open('a').open('b', 'pro');
    history.grant('a', 'lot', { credits: 60n }).grant('b', 'small', { credits: 4n });
    const a = new GivenDecisions(history, 'a');
    const b = new GivenDecisions(history, 'b');
    a.use('image').adjust(-5_000_000n).adjust(2_000_000n).request('g1');
    history.complete('a', 'g1');
    a.refund('g1', 3_000_000n, 'complaint');
    b.use('image').request('g2');
    expect(totalsOf(history)).toMatchObject({
      ...{ granted_micros: 66_000_000n, overdrawn_micros: 16_000_000n, voided_micros: 5_000_000n },
      ...{ spent_micros: 27_000_000n, held_micros: 10_000_000n, balance_micros: 50_000_000n },
    });
    history.cancel('b', 'g2').settle('b').grant('b', 'paid', { credits: 10n }).settle('b');
    // The adjustment's own lot burned first, so that 37 are left of the other.
    a.voidLot({ lotId: 'lot' });
    expect(totalsOf(history)).toMatchObject({
      ...{ granted_micros: 76_000_000n, overdrawn_micros: 0n, voided_micros: 42_000_000n },
      ...{ spent_micros: 27_000_000n, held_micros: 0n, balance_micros: 7_000_000n },
    });
  });
});
