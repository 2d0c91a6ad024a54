import { compileCatalog } from '@ledgerline/contexts/catalog';
import { AnAccount, factIn, sharesIn } from '../../testing/an-account';
import { SCENARIO_DOCUMENT } from '../../testing/scenario-catalog';

/** A chat that holds one credit a token: `held` of them, from the lots in their order. */
function chatting(held: number, ...lots: readonly string[]): AnAccount {
  const account = AnAccount.with(...lots);
  account.request('g', 'chat', { model: 'small', inputTokens: held, outputTokens: 0 });
  return account;
}

function completedFor(account: AnAccount, cost: number) {
  return factIn(account.complete('g', { inputTokens: cost }), 'GenerationCompleted');
}

describe('completing a generation', () => {
  it('records the result, the usage, the cost and how long it took', () => {
    const account = chatting(10, '100').after(2.5);
    const told = account.complete('g', {
      outputUri: 's3://out',
      scene: 's2',
      inputTokens: 8,
      outputTokens: 1,
      quantity: 1,
      processingMs: 2_400,
      attributes: { format: 'mp4' },
      virtualCostUsdMicros: 12_300n,
    });

    expect(factIn(told, 'GenerationCompleted')).toEqual({
      generationId: 'g',
      actorUserId: null,
      action: 'chat',
      operation: null,
      subtype: null,
      service: null,
      model: 'small',
      project: null,
      scene: 's2',
      requestedAt: '2026-11-21T09:00:00.000Z',
      outputUri: 's3://out',
      usage: { quantity: 1, inputTokens: 8, outputTokens: 1 },
      processingMs: 2_400,
      attributes: { format: 'mp4' },
      virtualCostUsdMicros: 12_300n,
      costMicros: 10_000_000n,
      chargedMicros: 10_000_000n,
      shortfallMicros: 0n,
      charged: [
        { lotId: 'id-2', amountMicros: 10_000_000n, creditType: 'BONUS', expiresAt: null, cost: null },
      ],
      limits: [],
      completedAt: '2026-11-21T09:00:02.500Z',
      durationMs: 2_500,
      heldMicros: 10_000_000n,
      held: [{ lotId: 'id-2', amountMicros: 10_000_000n }],
      returned: [],
      after: { balanceMicros: 90_000_000n, heldMicros: 0n },
    });
    expect(account.openGenerations).toEqual([]);
  });

  it('takes figures that nobody reports from the estimate, and keeps the scene', () => {
    const account = AnAccount.with('100');
    account.request('g', 'chat', { model: 'small', inputTokens: 3, outputTokens: 4, scene: 's1' });
    const completed = factIn(account.complete('g', { outputTokens: 1 }), 'GenerationCompleted');

    expect(completed).toMatchObject({
      usage: { quantity: 1, inputTokens: 3, outputTokens: 1 },
      costMicros: 5_000_000n,
      scene: 's1',
    });
  });

  it('below the hold charges in burn order and returns the rest to the very lots', () => {
    const account = chatting(10, '4', '4', '4');
    const completed = completedFor(account, 5);

    expect(sharesIn(completed.charged)).toEqual(['id-2 4', 'id-3 1']);
    expect(sharesIn(completed.returned)).toEqual(['id-3 3', 'id-4 2']);
    expect(account.lots).toEqual(['id-3 3(0)', 'id-4 4(0)']);
    expect(account.credits).toEqual({ balance: '7', held: '0', available: '7' });
  });

  it('at the hold charges all of it and returns nothing', () => {
    const completed = completedFor(chatting(10, '4', '8'), 10);
    expect([sharesIn(completed.charged), completed.returned]).toEqual([['id-2 4', 'id-3 6'], []]);
  });

  it('at nothing returns everything', () => {
    const completed = completedFor(chatting(10, '4', '8'), 0);
    expect([completed.charged, sharesIn(completed.returned)]).toEqual([[], ['id-2 4', 'id-3 6']]);
  });

  it('above the hold takes what is available, and records what was not', () => {
    const account = chatting(10, '10', '1');
    const told = account.complete('g', { inputTokens: 10, outputTokens: 1 });

    expect(sharesIn(factIn(told, 'GenerationCompleted').charged)).toEqual(['id-2 10', 'id-3 1']);
    expect(factIn(told, 'GenerationCompleted').shortfallMicros).toBe(1_000_000n);
  });

  it('above the hold takes the rest in burn order, a lot named once', () => {
    const account = AnAccount.with('2', '9', '9');
    account.request('g', 'chat', { model: 'small', inputTokens: 5, outputTokens: 0 });
    account.grant('1', { priority: 0 });
    const completed = completedFor(account, 16);

    expect(sharesIn(completed.charged)).toEqual(['id-2 2', 'id-3 9', 'id-6 1', 'id-4 4']);
    expect(completed).toMatchObject({ chargedMicros: 16_000_000n, shortfallMicros: 0n });
    expect(account.lots).toEqual(['id-4 5(0)']);
  });

  it('above all there is records the shortfall and leaves what others hold alone', () => {
    const account = AnAccount.with('10');
    account.request('other', 'svg', { quantity: 3 });
    account.request('g', 'chat', { model: 'small', inputTokens: 5, outputTokens: 0 });
    const completed = completedFor(account, 100);

    expect(completed).toMatchObject({
      costMicros: 100_000_000n,
      chargedMicros: 7_000_000n,
      shortfallMicros: 93_000_000n,
    });
    expect(account.credits).toEqual({ balance: '3', held: '3', available: '0' });
    expect(account.complete('other').outcome).toBe('accepted');
  });

  it('takes nothing beyond its hold from lots that are not in effect yet or any more', () => {
    const account = AnAccount.opened();
    account.grant('5', { expiresAt: '2026-11-21T09:10:00.000Z' });
    account.request('g', 'chat', { model: 'small', inputTokens: 5, outputTokens: 0 });
    account.grant('5', { effectiveAt: '2026-11-21T09:11:00.000Z' });
    account.grant('5', { expiresAt: '2026-11-21T09:10:00.000Z' });
    const completed = completedFor(account.after(600), 9);

    expect(completed).toMatchObject({ chargedMicros: 5_000_000n, shortfallMicros: 4_000_000n });
    expect(account.credits).toEqual({ balance: '5', held: '0', available: '0' });
  });

  it('charges the price of the request, whatever the catalog says by now', () => {
    const account = AnAccount.with('100');
    account.request('g', 'svg', { quantity: 2 });
    account.scenario.catalog = compileCatalog(2, {
      ...SCENARIO_DOCUMENT,
      actions: [{ name: 'svg', description: '', price: { kind: 'flat', credits: '50' }, limits: [] }],
    });

    expect(factIn(account.complete('g'), 'GenerationCompleted').costMicros).toBe(2_000_000n);
    expect(factIn(account.request('h', 'svg'), 'GenerationRequested').heldMicros).toBe(50_000_000n);
  });

  it('counts the actual quantity, above the limit too', () => {
    const account = AnAccount.with('100');
    account.request('g', 'image', { quantity: 3 });
    account.complete('g', { quantity: 9 });

    expect(account.windows).toContain('images_daily 2026-11-21: 9+0');
    expect(account.request('h', 'image').figures).toMatchObject({ current: 9, limit: 3 });
  });

  it('lapses the returned share of a lot that has expired, in the same append', () => {
    const account = AnAccount.opened();
    account.grant('10', { expiresAt: '2026-11-21T09:05:00.000Z' });
    account.request('g', 'chat', { model: 'small', inputTokens: 6, outputTokens: 0 });
    account.after(300).scenario.settle();
    expect(account.lots).toEqual(['id-2 6(6)']);
    const told = account.complete('g', { inputTokens: 2 });

    expect(told.settled).toEqual([]);
    expect(told.events.map(({ type }) => type)).toEqual(['GenerationCompleted', 'LotLapsed']);
    expect(factIn(told, 'LotLapsed')).toMatchObject({ lotId: 'id-2', amountMicros: 4_000_000n });
    expect(account.credits).toEqual({ balance: '0', held: '0', available: '0' });
  });
});

describe('completing what cannot be completed', () => {
  it('is refused account-not-found, then generation-not-found', () => {
    expect(new AnAccount().complete('g')).toMatchObject({ reason: 'account-not-found', events: [] });
    expect(AnAccount.opened().complete('g').reason).toBe('generation-not-found');
  });

  it('of another account’s generation is refused generation-not-found', () => {
    const mine = chatting(5, '10');
    expect(mine.complete('h').reason).toBe('generation-not-found');
  });

  it('twice at the same cost has no effect, at another cost it is refused', () => {
    const account = chatting(10, '100');
    account.complete('g', { inputTokens: 8 });

    expect(account.complete('g', { inputTokens: 8, outputUri: 'elsewhere' })).toMatchObject({
      outcome: 'no-effect',
      reason: 'already-resolved-so',
    });
    // Other figures, same cost: one token written costs what two read do.
    expect(account.complete('g', { inputTokens: 6, outputTokens: 1 }).outcome).toBe('no-effect');
    expect(account.complete('g', { inputTokens: 9 })).toMatchObject({
      reason: 'generation-already-resolved',
      figures: { generationId: 'g', state: 'COMPLETED', resolvedAt: '2026-11-21T09:00:00.000Z' },
    });
    expect(account.credits.balance).toBe('92');
  });

  it.each<[string, (account: AnAccount) => unknown, string]>([
    ['failed', (account) => account.fail('g'), 'FAILED'],
    ['was cancelled', (account) => account.cancel('g'), 'CANCELLED'],
  ])('after it %s is refused generation-already-resolved', (_, resolve, state) => {
    const account = chatting(10, '100');
    resolve(account);

    expect(account.complete('g')).toMatchObject({
      reason: 'generation-already-resolved',
      figures: { state },
    });
    expect(account.credits.balance).toBe('100');
  });

  it('of what is free is refused after it failed, though both cost nothing', () => {
    const account = AnAccount.opened();
    account.request('g', 'call');
    account.fail('g');
    expect(account.complete('g').reason).toBe('generation-already-resolved');
  });
});
