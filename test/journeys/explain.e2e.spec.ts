import { commands } from '../../apps/cli/registry';
import { givenCli } from '../../apps/cli/command-line/given-cli';
import { describeWithPostgres } from '@ledgerline/testing';
import { RunningSystem, startSystem } from './running-system';

describeWithPostgres('explaining over HTTP and at the command line', () => {
  let system: RunningSystem;
  let refused: string;
  beforeAll(async () => {
    system = await startSystem();
    const { service } = system;
    await service.open('ada');
    const grant = {
      type: 'PURCHASE',
      credits: '500',
      reason: 'pack',
      reference: 'pay_1',
      orderId: 'order-1',
    };
    await service.command('/v1/accounts/ada/grants', grant);
    await service.command('/v1/accounts/ada/generations', { action: 'image', generationId: 'g-1' });
    await service.command('/v1/accounts/ada/generations/g-1/complete', {});
    await service.command('/v1/accounts/ada/usage', { action: 'image', quantity: 9 });
    const answer = await service.command('/v1/accounts/ada/generations', { action: 'image' });
    expect(answer.status).toBe(429);
    refused = answer.body.commandId;
  });
  afterAll(() => system.stop());

  it('explains a refusal by its command, with the position it reflects', async () => {
    const { status, body, headers } = await system.service.get(
      `/v1/generations/${refused}/explain?accountId=ada`,
    );
    expect(status).toBe(200);
    expect(body).toMatchObject({
      outcome: 'refused',
      refusal: { reason: 'limit-reached' },
      limits: [{ limit: 'images_daily', usedBefore: 10, requested: 1, value: 10, source: 'tier' }],
      decided: { tier: 'free', catalogVersion: 1, actor: 'service-key' },
    });
    expect(body.says[1]).toMatch(/^You've used 10 of 10 images today\. Resets in /);
    expect(headers['ledgerline-position']).toBe(body.position);
  });

  it('explains a charge down to the event behind each lot', async () => {
    const { body } = await system.service.get('/v1/generations/g-1/explain?accountId=ada');
    expect(body).toMatchObject({ outcome: 'allowed', credits: { charged: '10' } });
    expect(body.credits.lots[0].origin).toMatchObject({
      event: 'CreditsGranted',
      creditType: 'DAILY_REFILL',
    });
  });

  it('explains a limit and the credits of an account', async () => {
    const limit = await system.finance.get('/v1/accounts/ada/explain?limit=images_daily');
    expect(limit.body).toMatchObject({ standing: { used: 10, remaining: 0 }, olderUnits: 0 });
    const credits = await system.finance.get('/v1/accounts/ada/explain?credits');
    expect(
      credits.body.lots.map((lot: { origin: { orderId: string | null } }) => lot.origin.orderId),
    ).toEqual([null, 'order-1']);
  });

  it('says what to ask: an account to be named, a limit or credits, things that exist', async () => {
    const answers = await Promise.all(
      [
        '/v1/generations/g-1/explain',
        '/v1/accounts/ada/explain',
        '/v1/accounts/ada/explain?limit=images_daily&credits',
        '/v1/accounts/ada/explain?limit=nonsense',
        '/v1/generations/g-9/explain?accountId=ada',
        '/v1/accounts/nobody/explain?credits',
      ].map((path) => system.service.get(path)),
    );
    expect(answers.map(({ status, body }) => [status, body.code])).toEqual([
      [422, 'validation-failed'],
      [422, 'validation-failed'],
      [422, 'validation-failed'],
      [404, 'unknown-limit'],
      [404, 'generation-not-found'],
      [404, 'account-not-found'],
    ]);
  });

  it('says the same in the operator’s tool, for a person and for a program', async () => {
    const run = givenCli(commands, {
      DATABASE_URL: system.database.appUrl,
      LEDGERLINE_MASTER_KEY: Buffer.alloc(32, 7).toString('base64'),
      LEDGERLINE_API_KEYS: 'unused:admin:' + '0'.repeat(64),
    });
    const told = await run(`explain generation ada ${refused}`);
    expect(told).toMatchObject({ exitCode: 0, err: '' });
    expect(told.out).toContain("You've used 10 of 10 images today.");
    const { body } = await system.service.get(`/v1/generations/${refused}/explain?accountId=ada`);
    const asJson = JSON.parse((await run(`explain generation ada ${refused} --json`)).out);
    expect(asJson).toMatchObject({ outcome: body.outcome, limits: body.limits, position: body.position });
    expect((await run('explain limit ada images_daily')).out).toContain('10 of 10 images today used');
    expect((await run('explain credits ada')).out).toContain('order order-1');
    expect(await run('explain generation ada g-9')).toMatchObject({ exitCode: 1 });
  });
});
