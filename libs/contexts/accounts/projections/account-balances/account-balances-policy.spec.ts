import { foldInMemory } from '@ledgerline/platform/projections';
import { GivenDecisions } from '../../testing/given-decisions';
import { GivenHistory } from '../given-history';
import { accountBalances } from './account-balances';

const SUBSCRIPTION = { creditType: 'SUBSCRIPTION_GRANT', expiresAt: '2026-12-01T00:00:00.000Z' } as const;

function acme(credits: bigint, tier = 'free') {
  const history = new GivenHistory('2026-11-21T09:00:00.000Z').open('acme', tier);
  history.grant('acme', 'lot', { credits }).after(60);
  return { history, account: new GivenDecisions(history, 'acme') };
}

const rowAfter = (history: GivenHistory) => foldInMemory(accountBalances, history.events)[0]!;

describe('account_balances, of what a catalog brings about', () => {
  it('charges recorded usage, and only what succeeded uses the account', () => {
    const { history, account } = acme(50n);
    account.use('image');
    expect(rowAfter(history)).toMatchObject({
      balance_micros: 40_000_000n,
      spent_micros: 10_000_000n,
      last_used_at: '2026-11-21T09:01:00.000Z',
      generations_total: 0n,
    });
    history.after(1);
    account.use('image', { status: 'failed' }).use('image', { status: 'cancelled' });
    expect(rowAfter(history)).toMatchObject({
      spent_micros: 10_000_000n,
      last_used_at: '2026-11-21T09:01:00.000Z',
      last_activity_at: '2026-11-21T09:01:01.000Z',
    });
  });

  it('adds up what a month’s work has cost us, told or by the catalog’s rates, and begins anew with the next', () => {
    const { history, account } = acme(500n);
    const cost = () => {
      const { compute_month, compute_usd_micros } = rowAfter(history);
      return [compute_month, compute_usd_micros];
    };
    expect(cost()).toEqual([null, 0n]);
    account.use('image', { virtualCostUsdMicros: 4_000_000n }).use('image').request('g1').request('g2');
    history.complete('acme', 'g1', { virtualCostUsdMicros: 120_000n });
    expect(cost()).toEqual(['2026-11', 4_120_000n]);
    history.at('2026-12-01T00:00:00.000Z').completeLate('acme', 'g2', { virtualCostUsdMicros: 5n });
    expect(cost()).toEqual(['2026-12', 5n]);
  });

  it('takes a void lot out of the balance, its held part once the hold resolves', () => {
    const { history, account } = acme(50n);
    account.request('g1').voidLot({ lotId: 'lot' });
    expect(rowAfter(history)).toMatchObject({ balance_micros: 10_000_000n, voided_micros: 40_000_000n });
    history.cancel('acme', 'g1').settle('acme');
    expect(rowAfter(history)).toMatchObject({ balance_micros: 0n, voided_micros: 50_000_000n });
  });

  it('counts an adjustment upwards as earned, one downwards as taken back', () => {
    const { history, account } = acme(50n);
    account.adjust(5_000_000n).adjust(-8_000_000n);
    expect(rowAfter(history)).toMatchObject({
      balance_micros: 47_000_000n,
      earned_micros: 55_000_000n,
      voided_micros: 8_000_000n,
    });
  });

  it('takes what a refund gives back off what was spent', () => {
    const { history, account } = acme(50n);
    account.request('g1');
    history.complete('acme', 'g1');
    account.refund('g1', 4_000_000n, 'complaint');
    expect(rowAfter(history)).toMatchObject({ spent_micros: 6_000_000n, earned_micros: 50_000_000n });
  });

  it('owes what was drawn until it is returned or repaid', () => {
    const { history, account } = acme(4n, 'pro');
    account.request('g1').request('g2');
    expect(rowAfter(history)).toMatchObject({ overdrawn_micros: 16_000_000n, balance_micros: 20_000_000n });
    history.cancel('acme', 'g2').complete('acme', 'g1').settle('acme');
    expect(rowAfter(history)).toMatchObject({ overdrawn_micros: 6_000_000n, balance_micros: 0n });
    history.grant('acme', 'paid', { credits: 10n }).settle('acme');
    expect(rowAfter(history)).toMatchObject({ overdrawn_micros: 0n, balance_micros: 4_000_000n });
  });

  it('keeps the balance of what rolls over, and expires the rest', () => {
    const { history } = acme(1n);
    history.grant('acme', 'monthly', {
      ...SUBSCRIPTION,
      credits: 40n,
      rollover: { capMicros: 15_000_000n, days: 30 },
    });
    history.at('2026-12-01T00:00:00.000Z').settle('acme');
    expect(rowAfter(history)).toMatchObject({ balance_micros: 16_000_000n, expired_micros: 25_000_000n });
  });

  it('is in the tier it was put in, and a setting or a gauge is activity without a figure', () => {
    const { history, account } = acme(50n);
    const before = rowAfter(history);
    history.after(30);
    account.changeTier('pro').override('images', '7').removeOverride('images').gauge('storage', 480n);
    account.use('project').removeUsage('projects', 1n).voidLot({ creditType: 'BONUS', reference: 'later' });
    expect(rowAfter(history)).toEqual({
      ...before,
      tier: 'pro',
      last_activity_at: '2026-11-21T09:01:30.000Z',
      last_used_at: '2026-11-21T09:01:30.000Z',
      last_position: expect.any(String),
    });
  });
});
