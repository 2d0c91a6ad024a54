import { foldInMemory } from '@ledgerline/platform/projections';
import { GivenHistory } from '../given-history';
import { accountLots } from './account-lots';

const lotsAfter = (history: GivenHistory) =>
  Object.fromEntries(foldInMemory(accountLots, history.events).map((row) => [row.lot_id, row]));

function twoLots(): GivenHistory {
  const history = new GivenHistory('2026-11-21T09:00:00.000Z').open('acme');
  history.grant('acme', 'first', { credits: 4n, priority: 10, expiresAt: '2026-11-21T10:00:00.000Z' });
  return history.grant('acme', 'second', { credits: 20n, reference: 'payment-1' });
}

describe('account_lots', () => {
  it('holds by lot in the order of the request', () => {
    const lots = lotsAfter(twoLots().request('acme', 'g1'));
    expect(lots.first).toMatchObject({
      remaining_micros: 4_000_000n,
      held_micros: 4_000_000n,
      closed_at: null,
    });
    expect(lots.second).toMatchObject({ held_micros: 6_000_000n, reference: 'payment-1' });
  });

  it('spends what was charged and gives the rest back to the very lots it came from', () => {
    const lots = lotsAfter(
      twoLots().request('acme', 'g1').complete('acme', 'g1', { costMicros: 5_000_000n }),
    );
    expect(lots.first).toMatchObject({ spent_micros: 4_000_000n, remaining_micros: 0n, held_micros: 0n });
    expect(lots.first!.closed_at).toBe('2026-11-21T09:00:00.000Z');
    expect(lots.second).toMatchObject({
      spent_micros: 1_000_000n,
      held_micros: 0n,
      closed_at: null,
    });
  });

  it('tells the held part from the extra when a completion costs more than was held', () => {
    const history = twoLots().request('acme', 'g1').request('acme', 'g2', { costMicros: 3_000_000n });
    const lots = lotsAfter(history.complete('acme', 'g1', { costMicros: 12_000_000n }));
    expect(lots.second).toMatchObject({ spent_micros: 8_000_000n, held_micros: 3_000_000n });
  });

  it('lapses what is not held at once, and what a released hold gives back afterwards', () => {
    const history = twoLots().request('acme', 'g1', { costMicros: 3_000_000n, timeoutSeconds: 7200 });
    history.at('2026-11-21T10:00:00.000Z').settle('acme');
    expect(lotsAfter(history).first).toMatchObject({
      expired_micros: 1_000_000n,
      remaining_micros: 3_000_000n,
    });
    history.after(1).fail('acme', 'g1').settle('acme');
    expect(lotsAfter(history).first).toMatchObject({ expired_micros: 4_000_000n, remaining_micros: 0n });
    expect(lotsAfter(history).first!.closed_at).toBe('2026-11-21T10:00:01.000Z');
  });

  it('charges a late completion although it holds nothing any more', () => {
    const history = twoLots()
      .request('acme', 'g1', { timeoutSeconds: 60 })
      .after(61)
      .completeLate('acme', 'g1');
    expect(lotsAfter(history).first).toMatchObject({ spent_micros: 4_000_000n, held_micros: 0n });
    expect(lotsAfter(history).second).toMatchObject({ spent_micros: 6_000_000n, held_micros: 0n });
  });

  it.each(['fail', 'cancel'] as const)('holds nothing after %s', (verb) => {
    const history = twoLots().request('acme', 'g1');
    history[verb]('acme', 'g1');
    expect(lotsAfter(history).second).toMatchObject({ held_micros: 0n, remaining_micros: 20_000_000n });
  });

  it('halts on a lot nobody granted', () => {
    const events = twoLots()
      .request('acme', 'g1')
      .events.filter((event) => event.type !== 'CreditsGranted');
    expect(() => foldInMemory(accountLots, events)).toThrow(/granted before/);
  });
});
