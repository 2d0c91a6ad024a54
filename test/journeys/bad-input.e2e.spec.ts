import { describeWithPostgres } from '@ledgerline/testing';
import { Answer } from './api-client';
import { RunningSystem, startSystem } from './running-system';

describeWithPostgres('bad input', () => {
  let system: RunningSystem;
  let headBefore: string | undefined;
  const GRANTS = '/v1/accounts/ada/grants';
  const GENERATIONS = '/v1/accounts/ada/generations';
  const grant = (change: object) => ({ type: 'BONUS', credits: '5', reason: 'welcome', ...change });

  beforeAll(async () => {
    system = await startSystem();
    await system.service.open('ada');
  });
  afterAll(() => system.stop());
  beforeEach(async () => (headBefore = await system.runtime.store.head()));

  async function nothingWasDone(): Promise<void> {
    expect(await system.runtime.store.head()).toBe(headBefore);
  }

  describe('is refused before anything is decided, names the field, and leaves nothing behind', () => {
    it.each<[string, object, string]>([
      ['an unknown field', grant({ creditz: '5' }), 'creditz'],
      ['a wrong type', grant({ credits: 5 }), 'credits'],
      ['negative credits', grant({ credits: '-5' }), 'credits'],
      ['zero credits', grant({ credits: '0' }), 'credits'],
      ['a seventh decimal', grant({ credits: '0.0000001' }), 'credits'],
      ['10³⁰ credits', grant({ credits: `1${'0'.repeat(30)}` }), 'credits'],
      ['an exponent', grant({ credits: '1e3' }), 'credits'],
      ['an unknown credit type', grant({ type: 'GIFT' }), 'type'],
      ['a missing reason', { type: 'BONUS', credits: '5' }, 'reason'],
      ['a day that does not exist', grant({ expiresAt: '2027-02-29T00:00:00.000Z' }), 'expiresAt'],
      ['a time without milliseconds', grant({ expiresAt: '2027-03-01T00:00:00Z' }), 'expiresAt'],
      [
        'half a cent',
        grant({ purchaseAmount: { amount: '1.005', currency: 'USD' } }),
        'purchaseAmount.amount',
      ],
    ])('%s in a grant', async (_what, body, field) => {
      const answer = await system.service.command(GRANTS, body);
      expect(fieldsOf(answer)).toContain(field);
      await nothingWasDone();
    });

    it.each<[string, object, string]>([
      ['a timeout of 0', { action: 'image', timeoutSeconds: 0 }, 'timeoutSeconds'],
      ['a timeout above 24 h', { action: 'image', timeoutSeconds: 86_401 }, 'timeoutSeconds'],
      ['a fractional timeout', { action: 'image', timeoutSeconds: 1.5 }, 'timeoutSeconds'],
      [
        'a negative number of tokens',
        { action: 'image', estimate: { inputTokens: -1 } },
        'estimate.inputTokens',
      ],
      ['a quantity of 0', { action: 'image', estimate: { quantity: 0 } }, 'estimate.quantity'],
      ['a nested attribute', { action: 'image', attributes: { a: { b: 1 } } }, 'attributes'],
      ['no action', {}, 'action'],
    ])('%s in a request', async (_what, body, field) => {
      const answer = await system.service.command(GENERATIONS, body);
      expect(fieldsOf(answer)).toContain(field);
      await nothingWasDone();
    });

    it('names everything that is wrong at once', async () => {
      const answer = await system.service.command(GRANTS, { type: 'GIFT', credits: 5, creditz: 1 });
      expect(fieldsOf(answer).sort()).toEqual(['credits', 'creditz', 'reason', 'type']);
    });
  });

  it('malformed JSON, a body over 256 KiB, another media type: each has its own code', async () => {
    const { service } = system;
    const key = { 'idempotency-key': 'k' };
    expect(await service.send('POST', GRANTS, '{"type": ', key)).toMatchObject(
      problem(400, 'malformed-json'),
    );
    const large = JSON.stringify(grant({ reason: 'x'.repeat(260 * 1024) }));
    expect(await service.send('POST', GRANTS, large, key)).toMatchObject(problem(413, 'body-too-large'));
    const text = { ...key, 'content-type': 'text/plain' };
    expect(await service.send('POST', GRANTS, 'x', text)).toMatchObject(
      problem(415, 'unsupported-media-type'),
    );
    await nothingWasDone();
  });

  it('a missing, a 300-character and an unprintable idempotency key', async () => {
    const { service } = system;
    const sent = (key: string | null) => service.command(GRANTS, grant({}), key);
    expect(await sent(null)).toMatchObject(problem(422, 'idempotency-key-missing'));
    expect(await sent('k'.repeat(300))).toMatchObject(problem(422, 'idempotency-key-invalid'));
    expect(await sent('k\u00e9')).toMatchObject(problem(422, 'idempotency-key-invalid'));
    await nothingWasDone();
  });

  it('no key, a wrong key, a key of the wrong role', async () => {
    const { nobody, finance, service } = system;
    expect(await nobody.get('/v1/accounts')).toMatchObject(problem(401, 'unauthenticated'));
    const wrong = { authorization: 'Bearer wrong-wrong-wrong-wrong-wrong' };
    expect(await nobody.get('/v1/accounts', wrong)).toMatchObject(problem(401, 'unauthenticated'));
    expect(await finance.command(GRANTS, grant({}))).toMatchObject(problem(403, 'forbidden'));
    expect(await service.command('/v1/accounts/ada/close', { reason: 'x' })).toMatchObject(
      problem(403, 'forbidden'),
    );
    await nothingWasDone();
  });

  it('an unknown account is told so, and neither a stream nor a data key is made for it', async () => {
    const answer = await system.service.command('/v1/accounts/nobody/generations', {
      action: 'image',
      prompt: 'x',
    });
    expect(answer).toMatchObject(problem(404, 'account-not-found'));
    expect(answer.body).toMatchObject({ outcome: 'not_executed', retryable: false });
    expect(await system.runtime.sealer.hasKey('nobody')).toBe(false);
    await nothingWasDone();
  });

  it('completing twice, at the same and at another cost, and after a failure', async () => {
    const { service } = system;
    const { body } = await service.command(GENERATIONS, { action: 'image', estimate: { quantity: 2 } });
    const complete = (quantity: number) =>
      service.command(`${GENERATIONS}/${body.generationId}/complete`, { usage: { quantity } });
    expect((await complete(2)).body).toMatchObject({ outcome: 'accepted', charged: { credits: '20' } });
    expect((await complete(2)).body).toMatchObject({ outcome: 'no-effect' });
    expect(await complete(1)).toMatchObject(problem(409, 'generation-already-resolved'));
    const other = await service.command(GENERATIONS, { action: 'image' });
    await service.command(`${GENERATIONS}/${other.body.generationId}/fail`, { errorCode: 'boom' });
    const after = await service.command(`${GENERATIONS}/${other.body.generationId}/complete`, {});
    expect(after).toMatchObject(problem(409, 'generation-already-resolved'));
    expect(after.body).toMatchObject({ state: 'FAILED', account: { held: '0' } });
  });

  it('an actual cost above the hold takes what is available and records the rest as a shortfall', async () => {
    const { service } = system;
    await service.open('short');
    const { body } = await service.command('/v1/accounts/short/generations', { action: 'video' });
    const completed = await service.command(`/v1/accounts/short/generations/${body.generationId}/complete`, {
      usage: { quantity: 3 },
    });
    // Held 50 of 110; three videos cost 150.
    expect(completed.body).toMatchObject({
      charged: { credits: '110' },
      shortfall: '40',
      account: { balance: '0' },
    });
  });

  it('a wrong catalog names each field, and the catalog in force stays', async () => {
    const { admin } = system;
    const inForce = (await admin.get('/v1/catalog')).body;
    const document = structuredClone(inForce.document);
    document.limits[0].kind = 'fortnight';
    document.actions[0].price.credits = '-1';
    document.actions[1].limits.push('nothing_of_the_kind');
    const answer = await admin.command('/v1/catalog', { document, reason: 'x' });
    expect(fieldsOf(answer)).toEqual([
      'document.limits[0].kind',
      'document.actions[0].price.credits',
      'document.actions[1].limits[2]',
    ]);
    expect((await admin.get('/v1/catalog')).body.version).toBe(inForce.version);
    await nothingWasDone();
  });

  it('positions of another log, a bad cursor, a wrong filter, a route that does not exist', async () => {
    const { admin } = system;
    const position = 'pg0000000000-00000000000000000001';
    expect(await admin.get(`/v1/accounts?minPosition=${position}`)).toMatchObject(
      problem(422, 'position-of-another-log'),
    );
    expect(fieldsOf(await admin.get('/v1/accounts?cursor=nonsense'))).toEqual(['cursor']);
    expect(fieldsOf(await admin.get('/v1/accounts?limit=0'))).toEqual(['limit']);
    expect(fieldsOf(await admin.get('/v1/accounts?colour=red'))).toEqual(['colour']);
    expect(await admin.get('/v1/nothing')).toMatchObject(problem(404, 'not-found'));
    expect(await admin.get('/v1/catalog/versions/99')).toMatchObject(
      problem(404, 'catalog-version-not-found'),
    );
  });

  it('more than 60 refusals in a minute are not recorded any more, and work that fits goes on', async () => {
    const { service, admin } = system;
    await service.open('noisy');
    const running = await service.command('/v1/accounts/noisy/generations', { action: 'image' });
    const ask = () =>
      service.command('/v1/accounts/noisy/generations', { action: 'video', estimate: { quantity: 9 } });
    const answers: Answer[] = [];
    for (let i = 0; i < 130; i++) answers.push(await ask());
    const codes = new Set(answers.map(({ body }) => body.code));
    expect(codes).toEqual(new Set(['limit-reached', 'too-many-refusals']));
    expect(
      answers.find(({ body }) => body.code === 'too-many-refusals')!.headers['retry-after'],
    ).toBeDefined();
    const settled = await service.command(
      `/v1/accounts/noisy/generations/${running.body.generationId}/complete`,
      {},
    );
    expect(settled.status).toBe(200);
    const audit = await admin.reading(
      '/v1/audit?accountId=noisy&outcome=refused&limit=200',
      settled.body.position,
    );
    // 130 requests span at most two minutes here.
    expect(audit.body.items.length).toBeLessThanOrEqual(120);
    expect(audit.body.items.length).toBeGreaterThanOrEqual(60);
  });
});

function fieldsOf(answer: Answer): string[] {
  expect(answer).toMatchObject(problem(422, 'validation-failed'));
  return answer.body.errors.map(({ field }: { field: string }) => field);
}

function problem(status: number, code: string): object {
  return { status, body: { status, code, request_id: expect.any(String), detail: expect.any(String) } };
}
