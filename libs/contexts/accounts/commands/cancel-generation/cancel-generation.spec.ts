import { AnAccount, factIn } from '../../testing/an-account';

describe('cancelling a generation', () => {
  it.each([
    ['its caller', null, false],
    ['an admin, who says why', 'stuck', true],
  ])('by %s gives everything back', (_, reason, byAdmin) => {
    const account = AnAccount.with('30');
    account.request('g', 'image');
    const told = account.after(1).cancel('g', reason, byAdmin);

    expect(factIn(told, 'GenerationCancelled')).toMatchObject({
      generationId: 'g',
      reason,
      byAdmin,
      heldMicros: 10_000_000n,
      cancelledAt: '2026-11-21T09:00:01.000Z',
    });
    expect(account.credits).toEqual({ balance: '30', held: '0', available: '30' });
    expect(account.windows).toEqual([]);
  });

  it('lapses what it returns to a lot that has expired, in the same append', () => {
    const account = AnAccount.opened();
    account.grant('10', { expiresAt: '2026-11-21T09:05:00.000Z' });
    account.request('g', 'svg', { quantity: 10 });
    const told = account.after(300).cancel('g');

    expect(told.settled).toEqual([]);
    expect(told.events.map(({ type }) => type)).toEqual(['GenerationCancelled', 'LotLapsed']);
  });

  it('is refused account-not-found, then generation-not-found', () => {
    expect(new AnAccount().cancel('g')).toMatchObject({ reason: 'account-not-found', events: [] });
    expect(AnAccount.opened().cancel('g').reason).toBe('generation-not-found');
  });

  it('twice has no effect, and neither has cancelling what has expired', () => {
    const account = AnAccount.with('30');
    account.request('g', 'svg');
    account.request('h', 'svg');
    account.cancel('g');

    expect(account.cancel('g').reason).toBe('already-resolved-so');
    expect(account.after(900).cancel('h').outcome).toBe('no-effect');
  });

  it.each<[string, (account: AnAccount) => unknown, string]>([
    ['was completed', (account) => account.complete('g'), 'COMPLETED'],
    ['failed', (account) => account.fail('g'), 'FAILED'],
  ])('after it %s is refused generation-already-resolved', (_, resolve, state) => {
    const account = AnAccount.with('30');
    account.request('g', 'svg');
    resolve(account);

    expect(account.cancel('g')).toMatchObject({
      reason: 'generation-already-resolved',
      figures: { state },
    });
  });
});
