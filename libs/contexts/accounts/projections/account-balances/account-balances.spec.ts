import { foldInMemory } from '@ledgerline/platform/projections';
import { GivenHistory } from '../given-history';
import { accountBalances } from './account-balances';

const rowAfter = (history: GivenHistory) => foldInMemory(accountBalances, history.events)[0]!;

describe('account_balances', () => {
  it('opens with nothing in it', () => {
    const history = new GivenHistory('2026-11-21T09:00:00.000Z').open('acme', 'pro', 'workspace');
    expect(rowAfter(history)).toEqual({
      account_id: 'acme',
      owner_kind: 'workspace',
      owner_id: 'acme',
      tier: 'pro',
      plan: null,
      status: 'open',
      balance_micros: 0n,
      held_micros: 0n,
      earned_micros: 0n,
      purchased_micros: 0n,
      spent_micros: 0n,
      expired_micros: 0n,
      voided_micros: 0n,
      overdrawn_micros: 0n,
      owed_micros: 0n,
      shortfall_micros: 0n,
      compute_usd_micros: 0n,
      compute_month: null,
      last_refill_at: null,
      last_reset_at: null,
      next_reset_at: null,
      open_generations: 0n,
      generations_total: 0n,
      refused_total: 0n,
      opened_at: '2026-11-21T09:00:00.000Z',
      closed_at: null,
      last_activity_at: '2026-11-21T09:00:00.000Z',
      last_used_at: null,
      last_position: 'test-00000000000000000001',
    });
  });

  it('counts every grant as earned and a purchase as purchased too', () => {
    const history = new GivenHistory().open('acme').grant('acme', 'bonus', { credits: 5n });
    history.grant('acme', 'bought', { credits: 7n, creditType: 'PURCHASE' });
    expect(rowAfter(history)).toMatchObject({ earned_micros: 12_000_000n, purchased_micros: 7_000_000n });
  });

  it('takes a refund of a generation off what was spent, and counts any other refund as earned', () => {
    const history = new GivenHistory().open('acme').grant('acme', 'bonus', { credits: 20n });
    history.request('acme', 'g1').complete('acme', 'g1');
    history.grant('acme', 'r1', { credits: 4n, creditType: 'REFUND', generationId: 'g1' });
    expect(rowAfter(history)).toMatchObject({ spent_micros: 6_000_000n, earned_micros: 20_000_000n });
    history.grant('acme', 'r2', { credits: 1n, creditType: 'REFUND', orderId: 'o1' });
    expect(rowAfter(history)).toMatchObject({ spent_micros: 6_000_000n, earned_micros: 21_000_000n });
  });

  it('knows the last refill, and the period of the last subscription grant', () => {
    const history = new GivenHistory('2026-11-21T09:00:00.000Z').open('acme').refill('acme');
    history.at('2026-11-22T10:00:00.000Z');
    history.grant('acme', 's1', { creditType: 'SUBSCRIPTION_GRANT', expiresAt: '2026-12-22T10:00:00.000Z' });
    expect(rowAfter(history)).toMatchObject({
      last_refill_at: '2026-11-21T09:00:00.000Z',
      last_reset_at: '2026-11-22T10:00:00.000Z',
      next_reset_at: '2026-12-22T10:00:00.000Z',
    });
  });

  it('holds without spending, then spends the actual cost and gives the rest back', () => {
    const history = new GivenHistory()
      .open('acme')
      .grant('acme', 'bonus', { credits: 20n })
      .request('acme', 'g1');
    expect(rowAfter(history)).toMatchObject({ balance_micros: 20_000_000n, held_micros: 10_000_000n });
    expect(rowAfter(history)).toMatchObject({ open_generations: 1n, generations_total: 1n });
    history.complete('acme', 'g1', { costMicros: 3_500_000n });
    expect(rowAfter(history)).toMatchObject({ balance_micros: 16_500_000n, held_micros: 0n });
    expect(rowAfter(history)).toMatchObject({ spent_micros: 3_500_000n, open_generations: 0n });
  });

  it.each(['fail', 'cancel'] as const)('gives everything back on %s', (verb) => {
    const history = new GivenHistory()
      .open('acme')
      .grant('acme', 'bonus', { credits: 20n })
      .request('acme', 'g1');
    history[verb]('acme', 'g1');
    expect(rowAfter(history)).toMatchObject({
      balance_micros: 20_000_000n,
      held_micros: 0n,
      spent_micros: 0n,
    });
    expect(rowAfter(history)).toMatchObject({ open_generations: 0n, generations_total: 1n });
  });

  it('records a shortfall without letting the balance fall below zero', () => {
    const history = new GivenHistory()
      .open('acme')
      .grant('acme', 'bonus', { credits: 10n })
      .request('acme', 'g1');
    history.complete('acme', 'g1', { costMicros: 12_000_000n });
    expect(rowAfter(history)).toMatchObject({ balance_micros: 0n, shortfall_micros: 2_000_000n });
  });

  it('lets a hold expire and charges a late completion from what is available', () => {
    const history = new GivenHistory().open('acme').grant('acme', 'bonus', { credits: 20n });
    history.request('acme', 'g1', { timeoutSeconds: 60 }).after(61).settle('acme');
    expect(rowAfter(history)).toMatchObject({ held_micros: 0n, open_generations: 0n, spent_micros: 0n });
    history.after(60).completeLate('acme', 'g1');
    expect(rowAfter(history)).toMatchObject({ spent_micros: 10_000_000n, open_generations: 0n });
  });

  it('counts a lapse as expired, and not as activity', () => {
    const history = new GivenHistory('2026-11-21T23:59:59.999Z').open('acme').refill('acme', 3n);
    history.at('2026-11-22T00:00:00.000Z').settle('acme');
    expect(rowAfter(history)).toMatchObject({
      balance_micros: 0n,
      expired_micros: 3_000_000n,
      last_activity_at: '2026-11-21T23:59:59.999Z',
    });
  });

  it('closes and reopens, and counts refusals and commands without effect as activity', () => {
    const history = new GivenHistory().open('acme').after(1).close('acme');
    expect(rowAfter(history)).toMatchObject({ status: 'closed', closed_at: '2026-11-21T09:00:01.000Z' });
    history.after(1).refuse('acme', 'account-closed');
    expect(rowAfter(history)).toMatchObject({
      refused_total: 1n,
      last_activity_at: '2026-11-21T09:00:02.000Z',
    });
    history.after(1).reopen('acme').after(1).noEffect('acme', 'ReopenAccount', 'already open');
    expect(rowAfter(history)).toMatchObject({ status: 'open', closed_at: null });
    expect(rowAfter(history)).toMatchObject({ last_activity_at: '2026-11-21T09:00:04.000Z' });
  });

  it('halts on an event whose balance its history does not lead to', () => {
    const history = new GivenHistory().open('acme').grant('acme', 'bonus');
    const [opened, granted] = history.events;
    const forged = { ...granted!, data: { ...granted!.data, after: { balanceMicros: 1n, heldMicros: 0n } } };
    expect(() => foldInMemory(accountBalances, [opened!, forged as typeof granted & {}])).toThrow(
      /balance =/,
    );
    expect(() => foldInMemory(accountBalances, [granted!])).toThrow(/opened before/);
  });
});
