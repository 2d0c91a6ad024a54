import { DEFAULT_CATALOG } from '@ledgerline/contexts/catalog';
import { describeWithPostgres, until } from '@ledgerline/testing';
import { Answer } from './api-client';
import { RunningSystem, startSystem } from './running-system';

const BECAUSE = { reason: 'a test' };

describeWithPostgres('limits and credits over HTTP', () => {
  let system: RunningSystem;
  beforeAll(async () => {
    system = await startSystem();
  });
  afterAll(() => system.stop());

  const send = (path: string, body: object) => system.admin.command(`/v1/accounts/${path}`, body);
  const ask = (account: string, action: string, more: object = {}) =>
    send(`${account}/generations`, { action, ...more });
  const end = (account: string, { body }: Answer, how: string, report: object = {}) =>
    send(`${account}/generations/${body.generationId}/${how}`, report);
  const grant = (account: string, credits: string, more: object = {}) =>
    send(`${account}/grants`, { type: 'BONUS', credits, ...BECAUSE, ...more });

  it('refuses at a limit with figures, reset and a sentence, and for want of credits with both figures', async () => {
    await system.service.open('ada');
    for (let n = 0; n < 2; n++) expect((await ask('ada', 'video')).status).toBe(201);
    const reached = await ask('ada', 'video');
    const midnight = `${new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)}T00:00:00.000Z`;
    expect(reached).toMatchObject({
      status: 429,
      body: { code: 'limit-reached', limitType: 'videos_daily', current: 2, limit: 2, resetAt: midnight },
    });
    expect(reached.body).toMatchObject({ newKeyAfter: midnight, retryable: false, source: 'tier' });
    expect(reached.body.detail).toMatch(/^You've used 2 of 2 videos today\. Resets in \d/);
    expect(reached.headers['retry-after']).toBeUndefined();

    const poor = await ask('ada', 'image', { estimate: { quantity: 2 } });
    expect(poor).toMatchObject({
      status: 402,
      body: { code: 'insufficient-credits', needed: '20', available: '10', retryable: false },
    });
    expect(poor.body.detail).toBe('This needs 20 credits; 10 are available.');
    const { body: checked } = await system.service.get('/v1/accounts/ada/check?action=image&quantity=2');
    expect(checked).toMatchObject({ allowed: false, reason: 'insufficient-credits' });
  });

  it('holds tokens at their bound, returns what was not used, and records what nobody could pay', async () => {
    await system.service.open('bob');
    const model = { model: 'gpt-4o-mini', estimate: { inputTokens: 2_000_000, outputTokens: 1_000_000 } };
    const less = await ask('bob', 'chat_assistant', model);
    expect(less.body).toMatchObject({ held: { credits: '90' }, account: { available: '20' } });
    const settled = await end('bob', less, 'complete', { usage: { inputTokens: 500_000, outputTokens: 1 } });
    expect(settled.body).toMatchObject({
      charged: { credits: '7.50006' },
      returned: { credits: '82.49994' },
      account: { available: '102.49994', held: '0' },
    });
    const more = await ask('bob', 'chat_assistant', model);
    const beyond = await end('bob', more, 'complete', { usage: { outputTokens: 2_000_000 } });
    expect(beyond.body).toMatchObject({ charged: { credits: '102.49994' }, shortfall: '47.50006' });
    const unbounded = await ask('bob', 'chat_assistant', { model: 'gpt-4o-mini' });
    expect(unbounded).toMatchObject({ status: 422, body: { code: 'estimate-required' } });
  });

  it('tops the refill up with a higher tier on the same day, and takes nothing back with a lower one', async () => {
    await system.service.open('cat');
    const available = async () => (await ask('cat', 'svg')).body.account.available;
    expect(await available()).toBe('109');
    await send('cat/tier', { tier: 'pro', ...BECAUSE });
    expect(await available()).toBe('1008');
    await send('cat/tier', { tier: 'free', ...BECAUSE });
    expect(await available()).toBe('1007');
    await send('cat/tier', { tier: 'pro', ...BECAUSE });
    expect(await available()).toBe('1006');
  });

  it('voids what is unspent at once, and the held part when its generation releases it', async () => {
    await system.service.open('dan');
    await grant('dan', '60', { type: 'PURCHASE', reference: 'pay_1', priority: 1 });
    const running = await ask('dan', 'video');
    const voided = await send('dan/lots/void', { type: 'PURCHASE', reference: 'pay_1', ...BECAUSE });
    expect(voided.body).toMatchObject({
      voided: '10',
      pending: '50',
      account: { balance: '160', held: '50' },
    });
    const failed = await end('dan', running, 'fail', { errorCode: 'boom' });
    expect(failed.body.account).toMatchObject({ balance: '110', held: '0' });
    const { body } = await system.admin.reading('/v1/accounts/dan/statement?type=VOID', failed.body.position);
    expect(body.items.map(({ amount }: { amount: string }) => amount)).toEqual(['-50', '-10']);
  });

  it('refunds in parts, each reference once, up to what was charged', async () => {
    await system.service.open('eva');
    const charged = await ask('eva', 'image', { estimate: { quantity: 3 } });
    await end('eva', charged, 'complete');
    const refund = (reference: string, credits?: string) =>
      end('eva', charged, 'refund', { ...BECAUSE, reference, ...(credits && { credits }) });
    expect((await refund('r1', '12.5')).body).toMatchObject({ refunded: '12.5', refundedInAll: '12.5' });
    expect((await refund('r1', '12.5')).body).toMatchObject({ outcome: 'no-effect' });
    expect(await refund('r1', '1')).toMatchObject({ status: 409, body: { code: 'reference-conflict' } });
    expect(await refund('r2', '17.500001')).toMatchObject({
      ...{ status: 409, body: { code: 'refund-exceeds-charge', charged: '30', refunded: '12.5' } },
    });
    expect((await refund('r2')).body).toMatchObject({ refunded: '17.5', account: { balance: '110' } });
  });

  it('gives an account a limit of its own until it is taken away, each with a reason in the audit', async () => {
    await system.service.open('fay');
    const override = { value: '3', until: '2099-01-01T00:00:00.000Z', reason: 'a launch' };
    await send('fay/limits/images_daily/override', override);
    const use = (quantity: number) => send('fay/usage', { action: 'image', quantity });
    expect((await use(4)).body).toMatchObject({ code: 'limit-reached', limit: 3, source: 'override' });
    expect((await use(3)).body).toMatchObject({ recorded: true });
    const removed = await send('fay/limits/images_daily/override/remove', { reason: 'it is over' });
    const images = (body: Answer['body']) => body.limits[0];
    expect(images((await system.service.get('/v1/accounts/fay/limits')).body)).toMatchObject({
      ...{ name: 'images_daily', used: 3, limit: 10, remaining: 7, source: 'tier' },
    });
    const audit = await system.admin.reading('/v1/audit?accountId=fay', removed.body.position);
    const reasons = audit.body.items.map((row: { input: { reason?: string } }) => row.input.reason);
    expect(reasons).toEqual(expect.arrayContaining(['a launch', 'it is over']));
  });

  it('rolls what is left of a lot over when it lapses, up to its cap, for an account that nobody commands', async () => {
    await system.service.open('gil', 'pro');
    const expiresAt = new Date(Date.now() + 3_000).toISOString();
    await grant('gil', '10', { expiresAt, rollover: { cap: '4', days: 30 } });
    const open = async () => {
      const { items } = (await system.admin.get('/v1/accounts/gil/lots')).body;
      return items.filter(({ lotId }: { lotId: string }) => lotId.endsWith('-rolled'));
    };
    await until('the sweep rolls the lot over', async () => (await open()).length > 0, 20_000);
    expect(await open()).toMatchObject([{ amount: '4', remaining: '4', creditType: 'BONUS' }]);
  });

  it('answers a dry run of any command as the command would be, and records nothing', async () => {
    await system.service.open('ida');
    const head = await system.runtime.store.head();
    const dry = await system.admin.send(
      'POST',
      '/v1/accounts/ida/adjustments?dryRun=true',
      JSON.stringify({ credits: '-111', ...BECAUSE }),
    );
    expect(dry.body).toMatchObject({ dryRun: true, code: 'insufficient-credits', available: '110' });
    expect(await system.runtime.store.head()).toBe(head);
  });

  it('overdraws as far as an edited catalog allows, recorded, and repays from the next grant', async () => {
    const tiers = DEFAULT_CATALOG.tiers.map((tier) =>
      tier.name === 'team' ? { ...tier, trialGrant: '0', dailyRefill: '0', overdraft: '20' } : tier,
    );
    await system.admin.command('/v1/catalog', { document: { ...DEFAULT_CATALOG, tiers }, ...BECAUSE });
    await system.service.open('hal', 'team');
    const drawn = await ask('hal', 'image', { estimate: { quantity: 2 } });
    expect(drawn.body).toMatchObject({ held: { credits: '20' }, catalogVersion: 2 });
    expect(await ask('hal', 'svg')).toMatchObject({ status: 402, body: { available: '0' } });
    await end('hal', drawn, 'complete');
    const granted = await grant('hal', '50');
    expect(granted.body.account).toMatchObject({ available: '30', balance: '30' });
    const { body } = await system.admin.reading('/v1/accounts/hal', granted.body.position);
    expect(body).toMatchObject({ overdrawn: '0', spent: '20' });
  });

  it('tells every version of the catalog, who published it and why, and what leads from one to another', async () => {
    const { body } = await system.service.get('/v1/catalog/versions');
    expect(body.items).toMatchObject([
      { version: 1, author: 'ledgerline', reason: 'the default catalog' },
      { version: 2, author: 'admin-key', ...BECAUSE },
    ]);
    const { body: diff } = await system.service.get('/v1/catalog/versions/1/diff/2');
    expect(diff.changes).toEqual([
      { field: 'tiers[team].trialGrant', change: 'changed', before: '10', after: '0' },
      { field: 'tiers[team].dailyRefill', change: 'changed', before: '1000', after: '0' },
      { field: 'tiers[team].overdraft', change: 'added', after: '20' },
    ]);
    const { body: first } = await system.service.get('/v1/catalog/versions/1');
    expect(first.document).toEqual(DEFAULT_CATALOG);
  });
});
