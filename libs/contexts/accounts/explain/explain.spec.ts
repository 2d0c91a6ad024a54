import { compileCatalog } from '@ledgerline/contexts/catalog';
import { AccountDesk } from '../testing/account-desk';
import { SCENARIO_CATALOG, SCENARIO_DOCUMENT } from '../testing/scenario-catalog';
import { Explainer } from './explainer';

function given() {
  const desk = new AccountDesk();
  const { store, ledger, stream } = desk;
  const versions = [SCENARIO_CATALOG];
  const catalogAt = (version: number) => Promise.resolve(versions[version - 1]!);
  const explainer = new Explainer({ store, ledger, stream, catalogAt, clockOf: () => Date.parse(desk.now) });
  return { desk, explainer };
}

describe('explaining a generation', () => {
  it('names each lot that paid, how much, and the order and payment behind it', async () => {
    const { desk, explainer } = given();
    await desk.open('ada', 'free');
    const purchase = { type: 'PURCHASE', reference: 'pay_42', orderId: 'order-7', paymentId: 'pay_42' };
    const cost = { purchaseAmount: { amount: '5.00', currency: 'USD' } };
    await desk.grant('ada', '50', { ...purchase, ...cost, reason: 'starter pack' });
    await desk.request('ada', 'svg', { generationId: 'g1', estimate: { quantity: 115 } });
    await desk.after(60).complete('ada', 'g1', { usage: { quantity: 113 } });
    const told = await explainer.act('ada', 'g1');
    expect(told).toMatchObject({
      outcome: 'allowed',
      decided: { command: 'RequestGeneration', actor: 'web', tier: 'free', catalogVersion: 1, action: 'svg' },
      credits: { price: '1 credits each', held: '115', charged: '113', shortfall: '0', refunded: '0' },
    });
    expect(told.credits!.lots.map(({ held, charged, origin }) => [held, charged, origin.creditType])).toEqual(
      [
        ['100', '100', 'DAILY_REFILL'],
        ['10', '10', 'TRIAL_GRANT'],
        ['5', '3', 'PURCHASE'],
      ],
    );
    const bought = told.credits!.lots[2]!.origin;
    expect(bought).toMatchObject({
      event: 'CreditsGranted',
      orderId: 'order-7',
      paymentId: 'pay_42',
      cost: { amount: '5.00', currency: 'USD' },
    });
    expect(bought.says).toContain('(order order-7, payment pay_42, reference pay_42, paid 5.00 USD)');
    expect(told.history.map(({ event }) => event)).toEqual(['GenerationRequested', 'GenerationCompleted']);
    expect(told.position).toBe(await desk.store.head());
  });

  it('says of a reached limit when it resets, which tiers allow it, and what it would hear now', async () => {
    const { desk, explainer } = given();
    await desk.open('ada');
    await desk.grant('ada', '100');
    await desk.record('ada', 'image', { quantity: 2 });
    await desk.request('ada', 'image', { generationId: 'g1', estimate: { quantity: 2 } });
    const told = await explainer.act('ada', 'g1');
    expect(told).toMatchObject({
      outcome: 'refused',
      refusal: { reason: 'limit-reached' },
      decided: { action: 'image', tier: 'plain' },
      limits: [{ limit: 'images_daily', usedBefore: 2, requested: 2, value: 3, source: 'tier' }],
      again: { allowed: false },
    });
    expect(told.wouldChange).toEqual([
      '1 would have fitted; 2 were asked for.',
      '2 more fit after 00:00Z (in 15 h).',
      `An override of “images_daily” of 4 or more would have let it pass at ${desk.now}.`,
      'The tier “pro” had no such limit.',
    ]);
    desk.at('2026-11-22T09:00:00.000Z');
    const later = await explainer.act('ada', 'g1');
    expect(later.wouldChange[1]).toBe('It has reset since, at 00:00Z: ask again with a new key.');
    expect(later.again).toEqual({
      allowed: true,
      says: 'Asked again now, with a new key, it would be allowed.',
    });
  });

  it('tells other tiers’ values of the version that decided, whatever is in force by now', async () => {
    const { desk, explainer } = given();
    await desk.open('ada');
    await desk.grant('ada', '100');
    await desk.request('ada', 'image', { generationId: 'g1', estimate: { quantity: 4 } });
    const limits = SCENARIO_DOCUMENT.limits.map((limit) => ({ ...limit, values: { plain: 9, pro: 1 } }));
    desk.catalog = compileCatalog(2, { ...SCENARIO_DOCUMENT, limits });
    const told = await explainer.act('ada', 'g1');
    expect(told.decided.catalogVersion).toBe(1);
    expect(told.wouldChange.at(-1)).toBe('The tier “pro” had no such limit.');
    expect(told.again?.allowed).toBe(true);
  });

  it('counts what is missing of credits, with what will come by itself', async () => {
    const { desk, explainer } = given();
    await desk.open('ada', 'free');
    await desk.grant('ada', '40', { effectiveAt: '2026-11-21T18:00:00.000Z' });
    const refused = await desk.request('ada', 'svg', { estimate: { quantity: 122 } });
    const told = await explainer.act('ada', refused.body.commandId as string);
    expect(told.refusal?.sentence).toBe('This needs 122 credits; 110 are available.');
    expect(told.wouldChange).toEqual([
      '12 credits are missing.',
      'The daily refill brings up to 100 credits after 00:00Z.',
      '40 credits take effect at 18:00Z.',
    ]);
  });

  it('names the override that applied, with who set it, when and why', async () => {
    const { desk, explainer } = given();
    await desk.open('ada');
    await desk.grant('ada', '1000');
    const override = { value: '4', reason: 'a launch' };
    const set = await desk.send('OverrideLimit', { accountId: 'ada', limit: 'images_daily' }, override);
    await desk.after(5).request('ada', 'image', { generationId: 'g1', estimate: { quantity: 4 } });
    const { limits } = await explainer.act('ada', 'g1');
    expect(limits[0]).toMatchObject({
      ...{ limit: 'images_daily', value: 4, source: 'override' },
      override: { value: '4', reason: 'a launch', actor: 'web', position: set.position },
    });
    expect(limits[0]!.says).toContain('since 2026-11-21T09:00:00.000Z, “a launch”');
    expect(limits[1]).toMatchObject({ limit: 'images_monthly', source: 'tier', override: null });
  });

  it('finds a generation that was refused first under the id that ran later', async () => {
    const { desk, explainer } = given();
    await desk.open('ada');
    await desk.request('ada', 'svg', { generationId: 'g1' });
    await desk.grant('ada', '1');
    await desk.request('ada', 'svg', { generationId: 'g1' });
    const told = await explainer.act('ada', 'g1');
    expect(told.outcome).toBe('allowed');
    expect(told.history.map(({ event }) => event)).toEqual(['CommandRefused', 'GenerationRequested']);
  });

  it('knows no generation that was never asked for, and no account that was never opened', async () => {
    const { desk, explainer } = given();
    await desk.open('ada');
    await expect(explainer.act('ada', 'g1')).rejects.toMatchObject({ code: 'generation-not-found' });
    await expect(explainer.act('bob', 'g1')).rejects.toMatchObject({ code: 'account-not-found' });
    await expect(explainer.limit('ada', 'nonsense')).rejects.toMatchObject({ code: 'unknown-limit' });
  });
});

describe('explaining a limit', () => {
  it('adds up to what is used: what counts, the newest first, and what is held', async () => {
    const { desk, explainer } = given();
    await desk.open('ada');
    await desk.grant('ada', '1000');
    await desk.record('ada', 'image');
    await desk.request('ada', 'image', { generationId: 'g1' });
    await desk.complete('ada', 'g1');
    await desk.request('ada', 'image', { generationId: 'g2' });
    const told = await explainer.limit('ada', 'images_daily');
    expect(told.standing).toMatchObject({ used: 2, held: 1, value: 3, remaining: 0 });
    expect(told.uses.map(({ event, units, id }) => [event, units, id])).toEqual([
      ['GenerationCompleted', 1, 'g1'],
      ['UsageRecorded', 1, expect.any(String)],
    ]);
    expect(told.olderUnits).toBe(0);
    expect(told.holds).toMatchObject([{ generationId: 'g2', units: 1 }]);
    expect(told.says[0]).toBe('2 of 3 images daily used, 1 more held; 0 more fit.');
    expect(told.setBy).toMatchObject({ event: 'AccountOpened' });
    desk.at('2026-11-22T00:00:00.000Z');
    expect((await explainer.limit('ada', 'images_daily')).uses).toEqual([]);
  });
});

describe('explaining credits', () => {
  it('says what refunds of purchases wait for, and what the account owes for them', async () => {
    const { desk, explainer } = given();
    await desk.open('ada');
    await desk.grant('ada', '20', { type: 'PURCHASE', reference: 'order:o', orderId: 'o', reason: 'pack' });
    await desk.record('ada', 'svg', { quantity: 5 });
    await desk.request('ada', 'svg', { generationId: 'g1', estimate: { quantity: 3 } });
    const refund = { orderId: 'o', reference: 'r1', credits: '20', reason: 'money back' };
    await desk.send('TakeBackPurchase', { accountId: 'ada' }, refund);
    const told = await explainer.credits('ada');
    expect(told).toMatchObject({ balance: '3', available: '0', owed: '5' });
    expect(told.says).toEqual(
      expect.arrayContaining([
        'The account owes 5 credits that were spent before their purchase was refunded.',
        '3 held credits are taken back when their jobs return them: the order o was refunded.',
      ]),
    );
    expect(told.moves[0]).toMatchObject({ event: 'CreditsTakenBack', credits: '-12' });
  });

  it('lists the lots in burn order with where they came from, and what moved them last', async () => {
    const { desk, explainer } = given();
    await desk.open('ada', 'free');
    await desk.grant('ada', '5', { type: 'PURCHASE', reference: 'pay_1', reason: 'pack' });
    await desk.record('ada', 'svg', { quantity: 7 });
    await desk.request('ada', 'svg', { generationId: 'g1', estimate: { quantity: 2 } });
    const told = await explainer.credits('ada');
    expect(told).toMatchObject({ balance: '108', available: '106', held: '2', overdrawn: '0' });
    expect(told.lots.map(({ lotId, remaining, held }) => [lotId.slice(0, 6), remaining, held])).toEqual([
      ['refill', '93', '2'],
      ['trial', '10', '0'],
      [expect.any(String), '5', '0'],
    ]);
    expect(told.lots.map(({ origin }) => origin.event)).toEqual(Array(3).fill('CreditsGranted'));
    expect(told.moves.map(({ event, credits }) => [event, credits])).toEqual([
      ['UsageRecorded', '-7'],
      ['CreditsGranted', '5'],
      ['CreditsGranted', '100'],
      ['CreditsGranted', '10'],
    ]);
    expect(told.holds).toMatchObject([{ generationId: 'g1', held: '2' }]);
  });
});
