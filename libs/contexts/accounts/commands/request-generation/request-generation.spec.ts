import { AnAccount, factIn, sharesIn } from '../../testing/an-account';
import { NINE } from '../../testing/account-scenario';
import { STRICT_CATALOG } from '../../testing/scenario-catalog';

describe('requesting a generation', () => {
  it('records everything that a chart may ever want to show', () => {
    const account = AnAccount.with('30');
    const told = account.request('g', 'image', {
      actorUserId: 'u1',
      operation: 'upscale',
      subtype: 'webp',
      service: 'studio',
      model: 'flux',
      project: 'p1',
      scene: 's1',
      payloadHash: 'hash',
      sealed: 'sealed prompt',
      flags: { hasImage: true },
      attributes: { dimensions: '512x512' },
      quantity: 2,
      inputTokens: 7,
      outputTokens: 9,
      timeoutSeconds: 60,
    });

    expect(factIn(told, 'GenerationRequested')).toEqual({
      generationId: 'g',
      actorUserId: 'u1',
      action: 'image',
      operation: 'upscale',
      subtype: 'webp',
      service: 'studio',
      model: 'flux',
      project: 'p1',
      scene: 's1',
      requestedAt: NINE,
      payloadHash: 'hash',
      sealed: 'sealed prompt',
      flags: { hasImage: true },
      attributes: { dimensions: '512x512' },
      estimate: { quantity: 2, inputTokens: 7, outputTokens: 9 },
      price: {
        kind: 'flat',
        flatMicros: 10_000_000n,
        inputMicrosPerMillion: 0n,
        outputMicrosPerMillion: 0n,
      },
      tier: 'plain',
      catalogVersion: 1,
      knownAction: true,
      heldMicros: 20_000_000n,
      lots: [{ lotId: 'id-2', amountMicros: 20_000_000n }],
      limits: [
        {
          limit: 'images_daily',
          limitKind: 'calendar-day',
          member: null,
          measure: 'count',
          window: '2026-11-21',
          units: 2n,
          limitValue: 3n,
          source: 'tier',
          enforced: true,
          usedBefore: 0n,
          heldBefore: 0n,
        },
        {
          limit: 'images_monthly',
          limitKind: 'calendar-month',
          member: null,
          measure: 'count',
          window: '2026-11',
          units: 2n,
          limitValue: 5n,
          source: 'tier',
          enforced: true,
          usedBefore: 0n,
          heldBefore: 0n,
        },
      ],
      timeoutSeconds: 60,
      deadlineAt: '2026-11-21T09:01:00.000Z',
      after: { balanceMicros: 30_000_000n, heldMicros: 20_000_000n },
    });
    expect(account.credits).toEqual({ balance: '30', held: '20', available: '10' });
  });

  it('takes the subtype of the catalog where none is named', () => {
    const account = AnAccount.with('30');
    expect(factIn(account.request('g', 'image'), 'GenerationRequested').subtype).toBe('png');
    expect(factIn(account.request('h', 'svg'), 'GenerationRequested').subtype).toBeNull();
  });

  it('takes the id of its command where none is named, so that two of them are two generations', () => {
    const account = AnAccount.with('30');
    expect(factIn(account.request(null, 'svg'), 'GenerationRequested').generationId).toBe('id-3');
    expect(factIn(account.request(null, 'svg'), 'GenerationRequested').generationId).toBe('id-4');
  });

  it('of what is free holds nothing, and needs no credits', () => {
    const told = AnAccount.opened().request('g', 'call');
    expect(factIn(told, 'GenerationRequested')).toMatchObject({ heldMicros: 0n, lots: [] });
  });

  it('spends the last micro and refuses one micro more', () => {
    expect(AnAccount.with('10').request('g', 'image').outcome).toBe('accepted');
    expect(AnAccount.with('9.999999').request('g', 'image')).toMatchObject({
      reason: 'insufficient-credits',
      figures: { needed: '10', available: '9.999999' },
    });
  });

  it('finds only what no other generation holds', () => {
    const account = AnAccount.with('15');
    account.request('g', 'image');

    expect(account.request('h', 'image')).toMatchObject({
      reason: 'insufficient-credits',
      figures: { needed: '10', available: '5' },
    });
    account.fail('g');
    expect(account.request('h', 'image').outcome).toBe('accepted');
  });
});

describe('a generation priced by tokens', () => {
  it('holds the estimate at the price of its model', () => {
    const told = AnAccount.with('100').request('g', 'chat', {
      model: 'small',
      inputTokens: 10,
      outputTokens: 20,
    });
    expect(sharesIn(factIn(told, 'GenerationRequested').lots)).toEqual(['id-2 50']);
  });

  it('of a model without a price of its own holds the fallback’s', () => {
    const told = AnAccount.with('100').request('g', 'chat', { model: 'x', inputTokens: 1, outputTokens: 2 });
    expect(sharesIn(factIn(told, 'GenerationRequested').lots)).toEqual(['id-2 15']);
  });

  it('takes its subtype for the model where none is named', () => {
    const told = AnAccount.with('9').request('g', 'chat', {
      subtype: 'small',
      inputTokens: 1,
      outputTokens: 1,
    });
    expect(factIn(told, 'GenerationRequested').heldMicros).toBe(3_000_000n);
  });

  it.each([
    ['both', null, null],
    ['the output', 1, null],
    ['the input', null, 1],
  ])('is refused estimate-required without an estimate of %s', (_, inputTokens, outputTokens) => {
    const told = AnAccount.with('100').request('g', 'chat', { model: 'small', inputTokens, outputTokens });
    expect(told).toMatchObject({ reason: 'estimate-required', figures: { action: 'chat' } });
  });

  it('needs an estimate only of what costs something', () => {
    const told = AnAccount.with('1').request('g', 'exact_chat', { model: 'small', inputTokens: 3 });
    // 3 × 0.5 micros, rounded up once.
    expect(factIn(told, 'GenerationRequested').heldMicros).toBe(2n);
  });

  it('is refused unpriced-model where neither the model nor anything else has a price', () => {
    const account = AnAccount.with('1');
    expect(account.request('g', 'exact_chat', { model: 'large', inputTokens: 3 })).toMatchObject({
      reason: 'unpriced-model',
      figures: { action: 'exact_chat', model: 'large' },
    });
    expect(account.request('g', 'exact_chat').reason).toBe('unpriced-model');
  });
});

describe('an action that the catalog does not know', () => {
  it('is allowed, unlimited and unpriced, and stands out', () => {
    const told = AnAccount.opened().request('g', 'teleport', { quantity: 1_000, model: 'x' });
    expect(factIn(told, 'GenerationRequested')).toMatchObject({
      knownAction: false,
      heldMicros: 0n,
      limits: [],
      price: { kind: 'free' },
    });
  });

  it('is refused unknown-action where the catalog says so', () => {
    const account = AnAccount.opened('plain', STRICT_CATALOG);
    expect(account.request('g', 'teleport')).toMatchObject({
      reason: 'unknown-action',
      figures: { action: 'teleport' },
    });
    expect(account.request('g', 'call').outcome).toBe('accepted');
  });
});

describe('a generation id named by the caller', () => {
  const sameAgain = (account: AnAccount) => account.request('g', 'image', { payloadHash: 'same' });
  const another = (account: AnAccount) => account.request('g', 'image', { payloadHash: 'other' });

  it.each<[string, (account: AnAccount) => unknown]>([
    ['while it runs', () => undefined],
    ['once it is completed', (account) => account.complete('g')],
    ['once it has failed', (account) => account.fail('g')],
    ['once it is cancelled', (account) => account.cancel('g')],
    ['at its deadline', (account) => account.after(900)],
    ['long after it expired', (account) => account.after(90 * 86_400)],
  ])('with the same payload has no effect, with another is refused, %s', (_, meanwhile) => {
    const account = AnAccount.with('90');
    sameAgain(account);
    meanwhile(account);

    expect(sameAgain(account)).toMatchObject({
      outcome: 'no-effect',
      reason: 'generation-already-requested',
    });
    expect(another(account)).toMatchObject({
      reason: 'generation-already-exists',
      figures: { generationId: 'g' },
    });
    expect(account.scenario.history.filter(({ type }) => type === 'GenerationRequested')).toHaveLength(1);
  });

  it('that was refused before is free', () => {
    const account = AnAccount.with('5');
    expect(sameAgain(account).reason).toBe('insufficient-credits');
    account.grant('5');
    expect(another(account).outcome).toBe('accepted');
  });
});
