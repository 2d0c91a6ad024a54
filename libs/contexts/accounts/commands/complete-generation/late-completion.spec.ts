import { AnAccount, factIn, sharesIn } from '../../testing/an-account';

const WEEK = 7 * 86_400;
const DEADLINE = '2026-11-21T09:15:00.000Z';

/** An image of ten credits whose deadline passes at 09:15. */
function painting(...lots: readonly string[]): AnAccount {
  const account = AnAccount.with(...lots);
  account.request('g', 'image');
  return account;
}

describe('a job past its deadline', () => {
  it('is in time a millisecond before', () => {
    const told = painting('30').at('2026-11-21T09:14:59.999Z').complete('g');
    expect(told.events.map(({ type }) => type)).toEqual(['GenerationCompleted']);
  });

  it('is late at its deadline, also when this very command is the first to notice', () => {
    const account = painting('30').at(DEADLINE);
    const told = account.complete('g');

    expect(told.settled.map(({ type }) => type)).toEqual(['GenerationExpired']);
    expect(told.events.map(({ type }) => type)).toEqual(['GenerationCompletedLate']);
    expect(account.credits).toEqual({ balance: '20', held: '0', available: '20' });
  });

  it('pays from what is available in burn order, and counts in the window of its request', () => {
    const account = painting('4', '30').at('2026-11-23T09:00:00.000Z');
    account.scenario.settle();
    account.grant('3', { priority: 0 });
    const late = factIn(account.complete('g', { outputUri: 'x' }), 'GenerationCompletedLate');

    expect(sharesIn(late.charged)).toEqual(['id-2 4', 'id-5 3', 'id-3 3']);
    expect(late).toMatchObject({
      generationId: 'g',
      action: 'image',
      outputUri: 'x',
      costMicros: 10_000_000n,
      shortfallMicros: 0n,
      requestedAt: '2026-11-21T09:00:00.000Z',
      completedAt: '2026-11-23T09:00:00.000Z',
      durationMs: 2 * 86_400_000,
      after: { balanceMicros: 27_000_000n, heldMicros: 0n },
    });
    expect(account.windows).toEqual(['images_daily 2026-11-21: 1+0', 'images_monthly 2026-11: 1+0']);
  });

  it('counts above the limit, for the slot was given to others', () => {
    const account = painting('100').at('2026-11-21T10:00:00.000Z');
    account.request('h', 'image', { quantity: 3 });
    account.complete('h');
    expect(account.complete('g').outcome).toBe('accepted');

    expect(account.windows).toContain('images_daily 2026-11-21: 4+0');
  });

  it('takes no concurrency slot any more', () => {
    const account = AnAccount.with('100');
    account.request('g', 'render');
    account.at(DEADLINE).complete('g');
    expect(account.windows).toEqual([]);
  });

  it('that others have spent the credits of is charged what there is, and the rest is recorded', () => {
    const account = painting('12').at(DEADLINE);
    account.request('h', 'svg', { quantity: 9 });
    const late = factIn(account.complete('g'), 'GenerationCompletedLate');

    expect(late).toMatchObject({ chargedMicros: 3_000_000n, shortfallMicros: 7_000_000n });
    expect(account.credits).toEqual({ balance: '9', held: '9', available: '0' });
  });

  it('whose lot has lapsed meanwhile is a shortfall altogether', () => {
    const account = AnAccount.opened();
    account.grant('10', { expiresAt: '2026-11-21T09:10:00.000Z' });
    account.request('g', 'image');
    const told = account.at('2026-11-21T09:20:00.000Z').complete('g');

    expect(told.settled.map(({ type }) => type)).toEqual(['GenerationExpired', 'LotLapsed']);
    expect(factIn(told, 'GenerationCompletedLate')).toMatchObject({
      charged: [],
      shortfallMicros: 10_000_000n,
    });
  });

  it('is accepted to the end of the seventh day after its deadline and refused generation-expired after', () => {
    const last = painting('30').at(DEADLINE).after(WEEK);
    expect(last.complete('g').outcome).toBe('accepted');

    const tooLate = painting('30')
      .at(DEADLINE)
      .after(WEEK + 0.001);
    expect(tooLate.complete('g')).toMatchObject({
      reason: 'generation-expired',
      figures: { generationId: 'g', deadlineAt: DEADLINE, lateUntil: '2026-11-28T09:15:00.000Z' },
    });
  });

  it('has the same seven days whenever somebody noticed that it was late', () => {
    const noticedLate = painting('30')
      .at(DEADLINE)
      .after(6 * 86_400);
    noticedLate.scenario.settle();
    expect(
      noticedLate
        .at(DEADLINE)
        .after(WEEK + 0.001)
        .complete('g').reason,
    ).toBe('generation-expired');
  });

  it('counts its seven days from the extended deadline', () => {
    const account = painting('30');
    account.extend('g', 3_600);
    expect(account.at('2026-11-28T10:00:00.000Z').complete('g').outcome).toBe('accepted');
  });

  it('completed late twice: the same cost has no effect, another is refused', () => {
    const account = painting('90').at(DEADLINE);
    account.complete('g');

    expect(account.complete('g')).toMatchObject({ outcome: 'no-effect', reason: 'already-resolved-so' });
    expect(account.complete('g', { quantity: 2 })).toMatchObject({
      reason: 'generation-already-resolved',
      figures: { state: 'COMPLETED', resolvedAt: DEADLINE },
    });
    expect(account.after(30 * 86_400).complete('g').outcome).toBe('no-effect');
    expect(account.credits.balance).toBe('80');
  });

  it('may no longer fail or be cancelled once it was completed late', () => {
    const account = painting('90').at(DEADLINE);
    account.complete('g');
    expect(account.fail('g').figures).toMatchObject({ state: 'COMPLETED' });
    expect(account.cancel('g').figures).toMatchObject({ state: 'COMPLETED' });
  });

  it('may be completed late on a closed account', () => {
    const account = painting('90');
    account.close();
    expect(account.at(DEADLINE).complete('g').outcome).toBe('accepted');
  });
});
