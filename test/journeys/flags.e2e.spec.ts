import { describeWithPostgres, TestDatabase, testDatabase } from '@ledgerline/testing';
import { readCheckpoints } from '@ledgerline/platform/projections';
import { projections } from '@ledgerline/system';
import { RunningSystem, startSystem } from './running-system';

const ANALYTICS = ['refusal_totals', 'usage_daily', 'usage_totals'];
const ROUTES = ['/v1/dashboard', '/v1/usage/daily', '/v1/accounts/ada/action-usage'];

describeWithPostgres('what the environment switches', () => {
  let database: TestDatabase;
  let system: RunningSystem | undefined;
  beforeAll(async () => (database = await testDatabase()));
  afterAll(() => database.drop());
  afterEach(async () => {
    await system?.stop();
    system = undefined;
  });

  const start = async (variables: Record<string, string>) => {
    system = await startSystem(database, undefined, variables);
    return system;
  };
  const use = (accountId: string, body: object) =>
    system!.service.command(`/v1/accounts/${accountId}/usage`, body);
  const limitOf = async (accountId: string, limit: string) => {
    const { body } = await system!.service.get(`/v1/accounts/${accountId}/limits`);
    return body.limits.find(({ name }: { name: string }) => name === limit);
  };
  const positions = async () => {
    const checkpoints = await readCheckpoints(system!.runtime.pool, projections);
    return new Map(checkpoints.map(({ name, position }) => [name, position]));
  };

  it('USAGE_ANALYTICS_ENABLED=false: analytics are off and stand still, all else goes on', async () => {
    const { service, admin } = await start({ USAGE_ANALYTICS_ENABLED: 'false' });
    await service.open('ada');
    const { body } = await use('ada', { action: 'image', actorUserId: 'mia' });
    for (const route of ROUTES) {
      expect(await admin.get(route)).toMatchObject({ status: 404, body: { code: 'analytics-disabled' } });
    }
    const audit = await admin.reading('/v1/audit?accountId=ada&command=RecordUsage', body.position);
    expect(audit.body.items).toHaveLength(1);
    expect((await admin.reading('/v1/accounts/ada', body.position)).body.spent).toBe('10');
    expect(await limitOf('ada', 'images_daily')).toMatchObject({ used: 1 });
    const kept = await positions();
    expect(ANALYTICS.filter((name) => kept.get(name) !== undefined)).toEqual([]);
    expect((await system!.nobody.get('/health/ready')).status).toBe(200);
  });

  it('USAGE_ANALYTICS_ENABLED=true: what was missed is caught up', async () => {
    const { admin } = await start({ USAGE_ANALYTICS_ENABLED: 'true' });
    const { body } = await use('ada', { action: 'image', actorUserId: 'mia' });
    const usage = await admin.reading('/v1/usage/daily?accountId=ada&action=image', body.position);
    expect(usage.body.items).toMatchObject([{ actorUserId: 'mia', completed: 2 }]);
    for (const route of ROUTES) expect((await admin.get(route)).status).toBe(200);
  });

  it('and off again: they stand where they stood', async () => {
    const { admin } = await start({ USAGE_ANALYTICS_ENABLED: 'false' });
    const before = await positions();
    const { body } = await use('ada', { action: 'image' });
    await admin.reading('/v1/audit', body.position);
    const after = await positions();
    const moved = [...after.keys()].filter((name) => after.get(name) !== before.get(name));
    expect(ANALYTICS.filter((name) => moved.includes(name))).toEqual([]);
    expect(moved).toContain('command_audit');
  });

  it('USAGE_TRACKING_ENABLED=false: usage is not recorded, no limit counts; generations still are', async () => {
    const { service } = await start({ USAGE_TRACKING_ENABLED: 'false' });
    await service.open('tom');
    expect((await use('tom', { action: 'image' })).body).toMatchObject({ recorded: false });
    const batch = { items: [{ accountId: 'tom', idempotencyKey: 'off', action: 'image' }] };
    const { body } = await service.send('POST', '/v1/usage', JSON.stringify(batch));
    expect(body.results[0].body).toMatchObject({ outcome: 'no-effect', recorded: false });
    for (let n = 0; n < 4; n++) {
      const held = await service.command('/v1/accounts/tom/generations', { action: 'music' });
      expect(held.status).toBe(201);
    }
    expect(await limitOf('tom', 'music_daily')).toMatchObject({ used: 0, held: 0 });
  });

  it('USAGE_LIMITS_ENFORCED=false: counting goes on, nothing is refused for a limit', async () => {
    const { service } = await start({ USAGE_LIMITS_ENFORCED: 'false' });
    await service.open('una');
    expect((await use('una', { action: 'project_create', quantity: 7 })).status).toBe(201);
    expect(await limitOf('una', 'projects_total')).toMatchObject({ used: 7, limit: 5 });
  });

  it('CREDITS_ENABLED=false: no price, grant or refill; quotas alone decide', async () => {
    const { service } = await start({ CREDITS_ENABLED: 'false' });
    expect((await service.open('vic')).body.account).toMatchObject({ balance: '0' });
    const used = await use('vic', { action: 'image', quantity: 10 });
    expect(used.body).toMatchObject({ charged: { credits: '0' }, account: { balance: '0' } });
    expect((await use('vic', { action: 'image' })).body.code).toBe('limit-reached');
    const grant = { type: 'BONUS', credits: '5', reason: 'x' };
    const refused = await service.command('/v1/accounts/vic/grants', grant);
    expect(refused.body.code).toBe('credits-disabled');
  });

  it('refills, costs and limits of the environment are those that decide, and are named as such', async () => {
    const { service } = await start({
      CREDITS_DAILY_REFILL_FREE: '7.5',
      CREDITS_COST_PROMPT: '3',
      USAGE_LIMIT_PROMPTS_DAILY_FREE: '2',
    });
    await service.open('wim');
    const used = await use('wim', { action: 'prompt', quantity: 2 });
    expect(used.body).toMatchObject({ charged: { credits: '6' }, account: { available: '11.5' } });
    expect((await use('wim', { action: 'prompt' })).body).toMatchObject({ code: 'limit-reached', limit: 2 });
    expect(await limitOf('wim', 'prompts_daily')).toMatchObject({ limit: 2, source: 'environment' });
  });
});
