import { AnAccount, factIn, sharesIn } from '../../testing/an-account';

describe('failing a generation', () => {
  it('gives credits and units back to the very lots and windows, and records why', () => {
    const account = AnAccount.with('4', '30');
    account.request('g', 'image');
    const failed = factIn(account.after(1.5).fail('g', 'out-of-memory'), 'GenerationFailed');

    expect(sharesIn(failed.returned)).toEqual(['id-2 4', 'id-3 6']);
    expect(failed).toMatchObject({
      generationId: 'g',
      action: 'image',
      heldMicros: 10_000_000n,
      errorCode: 'out-of-memory',
      sealed: null,
      processingMs: null,
      failedAt: '2026-11-21T09:00:01.500Z',
      durationMs: 1_500,
      after: { balanceMicros: 34_000_000n, heldMicros: 0n },
    });
    expect(failed.limits.map(({ limit, heldUnits, usedUnits }) => [limit, heldUnits, usedUnits])).toEqual([
      ['images_daily', 1n, 0n],
      ['images_monthly', 1n, 0n],
    ]);
    expect(account.lots).toEqual(['id-2 4(0)', 'id-3 30(0)']);
    expect(account.windows).toEqual([]);
  });

  it('lapses what it returns to a lot that has expired, in the same append', () => {
    const account = AnAccount.opened();
    account.grant('10', { expiresAt: '2026-11-21T09:05:00.000Z' });
    account.request('g', 'svg', { quantity: 6 });
    account.after(300).scenario.settle();
    const told = account.fail('g');

    expect(told.events.map(({ type }) => type)).toEqual(['GenerationFailed', 'LotLapsed']);
    expect(account.credits.balance).toBe('0');
  });

  it('is refused account-not-found, then generation-not-found', () => {
    expect(new AnAccount().fail('g')).toMatchObject({ reason: 'account-not-found', events: [] });
    expect(AnAccount.opened().fail('g').reason).toBe('generation-not-found');
  });

  it('twice has no effect, and neither has failing what has expired', () => {
    const account = AnAccount.with('30');
    account.request('g', 'svg');
    account.request('h', 'svg');
    account.fail('g');

    expect(account.fail('g', 'another error')).toMatchObject({
      outcome: 'no-effect',
      reason: 'already-resolved-so',
    });
    expect(account.after(900).fail('h').outcome).toBe('no-effect');
  });

  it.each<[string, (account: AnAccount) => unknown, string]>([
    ['was completed', (account) => account.complete('g'), 'COMPLETED'],
    ['was cancelled', (account) => account.cancel('g'), 'CANCELLED'],
  ])('after it %s is refused generation-already-resolved', (_, resolve, state) => {
    const account = AnAccount.with('30');
    account.request('g', 'svg');
    resolve(account);

    expect(account.fail('g')).toMatchObject({
      reason: 'generation-already-resolved',
      figures: { generationId: 'g', state },
    });
  });
});
