import { describeOnEachLog, describeWithPostgres, withClient } from '@ledgerline/testing';
import { RunningSystem, startSystem } from './running-system';

/** Answered by the decision side itself, or from no read model: always as new as the log. */
const NOT_READ_MODELS = new Set([
  '/v1/me',
  '/v1/catalog',
  '/v1/catalog/versions',
  '/v1/catalog/versions/{version}',
  '/v1/catalog/versions/{version}/diff/{other}',
  '/v1/accounts/{accountId}/check',
  '/v1/accounts/{accountId}/explain',
  '/v1/generations/{generationId}/explain',
  '/v1/accounts/{accountId}/limits',
]);

/** What a route may name. A clock, an invoice or a batch is not there, told once the position was reached. */
const NAMED: Readonly<Record<string, string>> = {
  accountId: 'ryw',
  partyId: 'ryw',
  generationId: 'g-ryw',
  clockId: 'none',
  invoiceId: 'none',
  batchId: 'none',
};

describeWithPostgres('a query that is told a position', () => {
  let system: RunningSystem;
  let routes: string[];
  beforeAll(async () => {
    system = await startSystem();
    await system.service.open('ryw');
    await system.service.command('/v1/parties', { partyId: 'ryw', kind: 'user', name: 'Ryw' });
    await system.service.command('/v1/accounts/ryw/referral-program', { code: 'RYW' });
    const ordered = await system.service.command('/v1/accounts/ryw/orders', {
      package: 'starter',
      currency: 'USD',
    });
    const named = { ...NAMED, orderId: ordered.body.orderId as string };
    const { body } = await system.nobody.get('/openapi.json');
    routes = Object.entries(body.paths as Record<string, object>)
      .filter(([path, methods]) => 'get' in methods && path.startsWith('/v1/') && !NOT_READ_MODELS.has(path))
      .map(([path]) => path.replace(/\{(\w+)\}/g, (_, name: keyof typeof named) => named[name]));
  });
  afterAll(() => system?.stop());

  it('covers every route that reads a read model', () => {
    expect(routes.length).toBeGreaterThanOrEqual(13);
  });

  it('reflects it on every route: what was answered a moment ago is there', async () => {
    const asked = { action: 'image', generationId: 'g-ryw' };
    const { body } = await system.service.command('/v1/accounts/ryw/generations', asked);
    const answers = await Promise.all(routes.map((route) => system.admin.reading(route, body.position)));
    const wrong = answers.map(({ status, body: { position } }, at) => ({
      route: routes[at],
      status,
      position,
    }));
    const isThere = wrong.filter(({ route }) => !route!.includes('/none'));
    expect(isThere.filter(({ status, position }) => status !== 200 || !(position >= body.position))).toEqual(
      [],
    );
    const isNot = wrong.filter(({ route }) => route!.includes('/none'));
    expect(new Set(isNot.map(({ status }) => status))).toEqual(new Set([404]));
  });

  it('is refused on every route when the position is another log’s, and never answered from before it', async () => {
    const foreign = 'elsewhere-00000000000000000001';
    const ahead = `${system.runtime.store.storeId}-00000000000000099999`;
    const codes = (position: string) =>
      Promise.all(
        routes.map(async (route) => (await system.admin.reading(route, position)).body.code as string),
      );
    expect(new Set(await codes(foreign))).toEqual(new Set(['position-of-another-log']));
    expect(new Set(await codes(ahead))).toEqual(new Set(['read-model-behind']));
  });

  it('finds how far each read model is behind in the metrics, in events and in seconds', async () => {
    const text = async (): Promise<string> => String((await system.admin.get('/metrics')).body);
    const lag = (of: string) =>
      new RegExp(`^ledgerline_projection_lag_${of}\\{projection="account_lots"\\} \\d`, 'm');
    while (!lag('seconds').test(await text()));
    expect(await text()).toMatch(lag('events'));
  });
});

describeWithPostgres('a read model that has halted', () => {
  let system: RunningSystem;
  beforeAll(async () => {
    system = await startSystem();
  });
  afterAll(() => system?.stop());

  it('takes no instance away: the answer to the balancer names it, and commands are decided', async () => {
    await system.service.open('calm');
    expect(await system.nobody.get('/health/ready')).toMatchObject({ status: 200, body: { degraded: [] } });
    await withClient(system.database.adminUrl, (client) =>
      client.query(
        `update projections.checkpoints set state = 'halted', error = 'planted', error_position = position
         where name = 'account_lots'`,
      ),
    );
    expect(await system.nobody.get('/health/ready')).toMatchObject({
      status: 200,
      body: { status: 'ready', degraded: [{ name: 'read models', finding: 'failed' }] },
    });
    const grant = { type: 'BONUS', credits: '5', reason: 'welcome' };
    expect(await system.service.command('/v1/accounts/calm/grants', grant)).toMatchObject({ status: 201 });
  });
});

describeOnEachLog('an idempotency key', (startLog) => {
  let system: RunningSystem;
  beforeAll(async () => {
    system = await startSystem(undefined, startLog);
  });
  afterAll(() => system?.stop());

  it('from 29 days ago answers the recorded facts, at instances that were started since, asked at once', async () => {
    await system.service.open('old');
    const grant = { type: 'BONUS', credits: '5', reason: 'welcome' };
    const ask = (client: typeof system.service) =>
      client.command('/v1/accounts/old/grants', grant, 'old-key');
    const first = await ask(system.service);
    await system.log?.age?.(29);
    const [here, there] = [await system.secondInstance(), await system.secondInstance()];
    const answers = await Promise.all([ask(here), ask(there), ask(here), ask(there), ask(system.service)]);
    for (const { status, headers, body } of answers) {
      expect([status, headers['idempotent-replayed'], body.position]).toEqual([
        201,
        'true',
        first.body.position,
      ]);
      expect(body.account.balance).toBe(first.body.account.balance);
    }
    const other = await here.command('/v1/accounts/old/grants', { ...grant, credits: '6' }, 'old-key');
    expect(other).toMatchObject({ status: 422, body: { code: 'idempotency-key-reused' } });
  });
});
