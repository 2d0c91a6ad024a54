import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { Role, ROLES, tokenDigest } from '@ledgerline/platform/config';
import { createHttpApp, EDGE_PROBLEMS, HttpApp, problemRegistry } from '@ledgerline/platform/http';
import { createLogger, createMetrics } from '@ledgerline/platform/telemetry';
import { TestDatabase, testDatabase } from '@ledgerline/testing';
import { READS } from '@ledgerline/platform/queries';
import { ACCOUNT_PROBLEMS } from '../account-problems';
import { accountQueryControllers, accountQueryHandlers } from '../projections';
import { GivenHistory } from '../projections/given-history';
import { GivenReads, givenReads } from './given-reads';

const tokenOf = (role: Role) => `a-token-for-the-role-${role}`;

async function serve(given: GivenReads): Promise<HttpApp> {
  @Module({
    imports: [CqrsModule.forRoot()],
    controllers: accountQueryControllers,
    providers: [...accountQueryHandlers, { provide: READS, useValue: given.reads }],
  })
  class QueriesModule {}
  return createHttpApp(QueriesModule, {
    config: { host: '127.0.0.1', port: 0 },
    apiKeys: ROLES.map((role) => ({ name: role, role, sha256: tokenDigest(tokenOf(role)) })),
    sessionSecret: Buffer.alloc(32, 1),
    problems: problemRegistry(EDGE_PROBLEMS, ACCOUNT_PROBLEMS),
    metrics: createMetrics({ ofProcess: false }),
    logger: createLogger({ level: 'silent', service: 'spec' }),
    checks: [],
    version: '0.0.0',
  });
}

describe('the routes of the queries', () => {
  let database: TestDatabase;
  let given: GivenReads;
  let app: HttpApp;
  let url: string;
  let position: string;
  const history = new GivenHistory('2026-11-21T09:00:00.000Z');

  async function get(path: string, role: Role = 'finance', headers: Record<string, string> = {}) {
    const authorization = `Bearer ${tokenOf(role)}`;
    const answer = await fetch(url + path, { headers: { authorization, ...headers } });
    const text = await answer.text();
    const isJson = answer.headers.get('content-type')!.includes('json');
    return {
      status: answer.status,
      headers: answer.headers,
      text,
      body: isJson ? JSON.parse(text) : undefined,
    };
  }

  beforeAll(async () => {
    database = await testDatabase();
    given = await givenReads(database.appUrl, history);
    const sealed = await given.sealer.seal('acme', JSON.stringify({ prompt: 'a lighthouse' }));
    history.open('acme').grant('acme', 'lot').request('acme', 'g1', { sealed }).complete('acme', 'g1');
    history.request('acme', 'g2', { sealed: null });
    for (const [index, event] of history.events.entries()) {
      const { caller: _caller, ...metadata } = event.metadata;
      history.events[index] = { ...event, metadata };
    }
    position = await given.project();
    app = await serve(given);
    ({ url } = await app.listen());
  });

  afterAll(async () => {
    await app?.stop();
    await given?.end();
    await database?.drop();
  });

  it.each([
    '/v1/accounts',
    '/v1/accounts/acme/lots',
    '/v1/accounts/acme/statement',
    '/v1/accounts/acme/quota-usage',
    '/v1/accounts/acme/action-usage',
    '/v1/accounts/acme/generations',
    '/v1/generations',
    '/v1/holds',
    '/v1/usage/daily',
    '/v1/audit',
  ])('%s answers a list with its position in body and head', async (path) => {
    const { status, body, headers } = await get(path);
    expect(status).toBe(200);
    expect(body).toMatchObject({ items: expect.any(Array), nextCursor: null, position });
    expect(headers.get('ledgerline-position')).toBe(position);
  });

  it('one account, one generation and the dashboard answer with their position', async () => {
    expect((await get('/v1/accounts/acme')).body).toMatchObject({
      accountId: 'acme',
      balance: '90',
      position,
    });
    expect((await get('/v1/generations/g1')).body).toMatchObject({
      state: 'COMPLETED',
      charged: '10',
      position,
    });
    expect((await get('/v1/dashboard?days=7')).body).toMatchObject({ cards: { openHolds: 1 }, position });
  });

  it('what is not there is a problem with the position that was looked at', async () => {
    expect(await get('/v1/accounts/nobody')).toMatchObject({
      status: 404,
      body: { code: 'account-not-found', position },
    });
    expect((await get('/v1/generations/none')).body).toMatchObject({
      code: 'generation-not-found',
      position,
    });
  });

  it.each([
    ['/v1/accounts?limit=0', 'limit'],
    ['/v1/accounts?limit=201', 'limit'],
    ['/v1/accounts?cursor=abc', 'cursor'],
    ['/v1/accounts?colour=red', 'colour'],
    ['/v1/accounts?status=gone', 'status'],
    ['/v1/accounts/acme/statement?from=yesterday', 'from'],
    ['/v1/usage/daily?from=2026-02-30', 'from'],
    ['/v1/usage/daily?to=2026-2-3', 'to'],
    ['/v1/dashboard?days=0', 'days'],
    ['/v1/generations?state=DONE', 'state'],
    ['/v1/accounts/acme/lots?format=xml', 'format'],
  ])('%s is refused, naming %s', async (path, field) => {
    const { status, body } = await get(path);
    expect(status).toBe(422);
    expect(body).toMatchObject({ code: 'validation-failed', errors: [{ field }] });
  });

  it('a wished position of another log is refused', async () => {
    const { status, body } = await get(`/v1/accounts?minPosition=${'elsewhere-'}00000000000000000001`);
    expect({ status, code: body.code }).toEqual({ status: 422, code: 'position-of-another-log' });
  });

  it('a position that is not reached in time is a clear 503', async () => {
    const wished = `${given.store.storeId}-00000000000000009999`;
    const { status, body } = await get(`/v1/holds?minPosition=${wished}`);
    expect({ status, code: body.code }).toEqual({ status: 503, code: 'read-model-behind' });
  }, 15_000);

  it('pages by cursor over HTTP', async () => {
    const first = (await get('/v1/audit?limit=2')).body;
    const second = (await get(`/v1/audit?limit=3&cursor=${first.nextCursor}`)).body;
    const commands = [...first.items, ...second.items].map((item: { command: string }) => item.command);
    expect(commands).toHaveLength(5);
    expect(second.nextCursor).toBeNull();
    expect((await get(`/v1/holds?cursor=${first.nextCursor}`)).status).toBe(422);
  });

  it.each(['/v1/accounts/acme/statement', '/v1/accounts/acme/lots', '/v1/audit'])(
    '%s is a CSV when asked for by parameter or by header',
    async (path) => {
      const byParameter = await get(`${path}?format=csv`);
      const byHeader = await get(path, 'finance', { accept: 'text/csv, */*' });
      expect(byParameter.headers.get('content-type')).toBe('text/csv; charset=utf-8');
      expect(byParameter.headers.get('ledgerline-position')).toBe(position);
      expect(byHeader.text).toBe(byParameter.text);
      expect(byParameter.text.split('\n').length).toBeGreaterThan(2);
      expect((await get(`${path}?format=json`, 'finance', { accept: 'text/csv' })).body.items).toBeDefined();
    },
  );

  it('a service asks about accounts it names, and nothing else', async () => {
    expect((await get('/v1/accounts/acme', 'service')).status).toBe(200);
    expect((await get('/v1/accounts/acme/statement', 'service')).status).toBe(200);
    expect((await get('/v1/generations/g1?accountId=acme', 'service')).status).toBe(200);
    for (const path of ['/v1/accounts', '/v1/audit', '/v1/dashboard', '/v1/generations', '/v1/holds']) {
      expect((await get(path, 'service')).body).toMatchObject({ code: 'forbidden' });
    }
  });

  it('prompts are for admins', async () => {
    expect((await get('/v1/generations/g1', 'admin')).body.promptPreview).toBe('a lighthouse');
    expect((await get('/v1/generations/g1', 'finance')).body.promptPreview).toBeNull();
    expect((await get('/v1/generations/g1?accountId=acme', 'service')).body.promptPreview).toBeNull();
  });

  it('nobody asks without a key', async () => {
    expect((await fetch(`${url}/v1/accounts`)).status).toBe(401);
  });
});
