import { foldInMemory } from '@ledgerline/platform/projections';
import { GivenHistory } from '../given-history';
import { accountStatement } from './account-statement';

const statementOf = (history: GivenHistory) => foldInMemory(accountStatement, history.events);

describe('account_statement', () => {
  it('has an entry with every field for a grant', () => {
    const history = new GivenHistory('2026-11-21T09:00:00.000Z').open('acme').grant('acme', 'lot-1', {
      creditType: 'PURCHASE',
      credits: 100n,
      reason: 'credit package',
      reference: 'payment-9',
      orderId: 'order-1',
      paymentId: 'payment-9',
      actorUserId: 'mia',
      paymentMethod: 'card',
      purchaseAmount: { amountMinor: 1000n, currency: 'USD' },
      attributes: { campaign: 'autumn' },
    });
    expect(statementOf(history)).toEqual([
      {
        account_id: 'acme',
        at: '2026-11-21T09:00:00.000Z',
        entry_id: 'test-00000000000000000002.0000',
        type: 'PURCHASE',
        amount_micros: 100_000_000n,
        balance_after_micros: 100_000_000n,
        description: 'credit package',
        reference: 'payment-9',
        order_id: 'order-1',
        payment_id: 'payment-9',
        generation_id: null,
        lot_id: 'lot-1',
        action: null,
        service: null,
        model: null,
        actor_user_id: 'mia',
        payment_method: 'card',
        purchase_amount_minor: 1000n,
        purchase_currency: 'USD',
        attributes: { campaign: 'autumn' },
        position: 'test-00000000000000000002',
        last_position: 'test-00000000000000000002',
      },
    ]);
  });

  it('has no entry for a hold, nor for its release', () => {
    const history = new GivenHistory()
      .open('acme')
      .grant('acme', 'lot-1')
      .request('acme', 'g1')
      .fail('acme', 'g1');
    history.request('acme', 'g2').cancel('acme', 'g2').request('acme', 'g3').after(901).settle('acme');
    expect(statementOf(history).map((entry) => entry.type)).toEqual(['BONUS']);
  });

  it('has one entry per lot charged, the last with the balance the event established', () => {
    const history = new GivenHistory().open('acme').grant('acme', 'a', { credits: 4n, priority: 1 });
    history.grant('acme', 'b', { credits: 3n, priority: 2 }).grant('acme', 'c', { credits: 9n, priority: 3 });
    history.request('acme', 'g1').complete('acme', 'g1');
    const usage = statementOf(history).filter((entry) => entry.type === 'USAGE');
    expect(usage.map((entry) => [entry.lot_id, entry.amount_micros, entry.balance_after_micros])).toEqual([
      ['a', -4_000_000n, 12_000_000n],
      ['b', -3_000_000n, 9_000_000n],
      ['c', -3_000_000n, 6_000_000n],
    ]);
    expect(usage[2]).toMatchObject({ action: 'prompt', model: 'gpt-4o-mini', generation_id: 'g1' });
    expect(usage[2]).toMatchObject({ service: 'studio', actor_user_id: 'mia', attributes: { done: true } });
  });

  it('has the entries of a late completion, and none for what nothing covered', () => {
    const history = new GivenHistory().open('acme').grant('acme', 'a', { credits: 12n });
    history.request('acme', 'g1', { timeoutSeconds: 60 }).after(61).request('acme', 'g2');
    history.completeLate('acme', 'g1');
    const [, usage] = statementOf(history);
    expect(usage).toMatchObject({
      type: 'USAGE',
      amount_micros: -2_000_000n,
      balance_after_micros: 10_000_000n,
    });
  });

  it('has an entry for a lapse', () => {
    const history = new GivenHistory('2026-11-21T09:00:00.000Z').open('acme').refill('acme', 3n);
    history.at('2026-11-22T00:00:00.000Z').settle('acme');
    expect(statementOf(history)[1]).toMatchObject({
      type: 'EXPIRY',
      amount_micros: -3_000_000n,
      balance_after_micros: 0n,
      lot_id: 'refill-2026-11-21',
    });
  });
});
