import { describeWithPostgres } from '@ledgerline/testing';
import { Answer, ApiClient } from './api-client';
import { RunningSystem, startSystem } from './running-system';

interface Result {
  readonly status: number;
  readonly replayed?: true;
  readonly body: Readonly<Record<string, unknown>>;
}

let keys = 0;
const used = (accountId: string, given: object = {}) => ({
  ...{ accountId, idempotencyKey: `key-${++keys}`, action: 'api_call' },
  ...given,
});
const many = (count: number, accountId: string, given: object = {}) =>
  Array.from({ length: count }, () => used(accountId, given));
const statuses = ({ body }: Answer) => body.results.map(({ status }: Result) => status);
const codes = ({ body }: Answer) => body.results.map((result: Result) => result.body.code ?? result.status);

describeWithPostgres('usage in batches', () => {
  let system: RunningSystem;
  let service: ApiClient;
  beforeAll(async () => {
    system = await startSystem();
    ({ service } = system);
    for (const id of ['ada', 'bob']) await service.open(id, 'pro');
  });
  afterAll(() => system.stop());

  const send = (items: readonly unknown[], given: object = {}, to = service) =>
    to.send('POST', '/v1/usage', JSON.stringify({ items, ...given }));
  const usedOf = async (accountId: string, limit: string): Promise<number> => {
    const { body } = await service.get(`/v1/accounts/${accountId}/limits`);
    return body.limits.find(({ name }: { name: string }) => name === limit).used;
  };
  const recordsOf = async (accountId: string) => {
    const { events } = await system.runtime.store.readStream(`account-${accountId}`, { countMax: 5_000 });
    return events.filter(({ type }) => type.startsWith('ledgerline.account.usage-recorded.'));
  };

  it('have a result per item in the order asked, whatever becomes of the others', async () => {
    const answer = await send([
      used('ada', { quantity: 2, durationMs: 120 }),
      used('nobody'),
      used('bob', { status: 'failed', errorCode: 'timeout', error: 'it took too long', inputTokens: 5 }),
      used('bob', { quantity: 0 }),
      { ...used('bob'), idempotencyKey: '' },
      used('ada', { status: 'cancelled', subtype: 'search' }),
      used('ada', { quantity: 700 }),
    ]);
    expect(answer.status).toBe(200);
    expect(codes(answer)).toEqual([
      ...[201, 'account-not-found', 201, 'validation-failed', 'idempotency-key-missing', 201],
      'limit-reached',
    ]);
    expect(answer.body.results[0].body).toMatchObject({
      ...{ outcome: 'accepted', recorded: true, charged: { credits: '0', lots: [] } },
      position: expect.stringMatching(/-\d{20}$/),
    });
    expect(answer.body.results[0].body).not.toHaveProperty('account');
    expect(answer.body.results[3].body.errors).toEqual([
      { field: 'items[3].quantity', message: 'is a whole number from 1 to 1000000' },
    ]);
    expect(answer.body.results[4].body.errors).toMatchObject([{ field: 'items[4].idempotencyKey' }]);
    expect(answer.body.results[6].body).toMatchObject({ limitType: 'api_calls_hourly', current: 2 });
    expect(await usedOf('ada', 'api_calls_hourly')).toBe(2);
    expect(await usedOf('bob', 'api_calls_hourly')).toBe(0);
  });

  it('of one account stand in few appends, each item with an audit line of its own', async () => {
    await service.open('cyd', 'team');
    const items = many(1_000, 'cyd');
    const answer = await send(items);
    expect(new Set(statuses(answer))).toEqual(new Set([201]));
    expect(await recordsOf('cyd')).toHaveLength(1_000);
    const { position } = answer.body.results.at(-1)!.body;
    const path = '/v1/audit?accountId=cyd&command=RecordUsage&limit=200';
    let page = await system.admin.reading(path, position);
    const ids = new Set<string>();
    for (;;) {
      for (const { commandId } of page.body.items) ids.add(commandId);
      if (page.body.nextCursor === null) break;
      page = await system.admin.get(`${path}&cursor=${page.body.nextCursor}`);
    }
    expect(ids.size).toBe(1_000);
    expect([...ids].sort()).toEqual(
      answer.body.results.map((result: Result) => result.body.commandId).sort(),
    );
  });

  it('make one effect of a key that comes twice in one batch, and both hear the same', async () => {
    const before = await usedOf('bob', 'api_calls_hourly');
    const item = used('bob', { quantity: 3 });
    const other = { ...used('bob', { quantity: 4 }), idempotencyKey: item.idempotencyKey };
    const answer = await send([item, item, other]);
    const [first, second, third] = answer.body.results as readonly Result[];
    expect([first!.status, second!.status, third!.status]).toEqual([201, 201, 422]);
    expect(second).toEqual({ ...first, replayed: true });
    expect(first).not.toHaveProperty('replayed');
    expect(third!.body).toMatchObject({ code: 'idempotency-key-reused' });
    expect(await usedOf('bob', 'api_calls_hourly')).toBe(before + 3);
  });

  it('sent again, one after the other or at once and to two instances, make one effect', async () => {
    const there = await system.secondInstance();
    const items = [...many(40, 'ada'), ...many(40, 'bob'), used('ada', { quantity: 10_000 })];
    const [ada, bob] = [await usedOf('ada', 'api_calls_hourly'), await usedOf('bob', 'api_calls_hourly')];
    const atOnce = await Promise.all([send(items), send(items), send(items, {}, there)]);
    const answers = [...atOnce, await send(items), await send(items, {}, there)];
    const told = answers.map(({ body }) =>
      body.results.map(({ body: { request_id: _request, ...facts } }: Result) => facts),
    );
    for (const facts of told) expect(facts).toEqual(told[0]);
    expect(answers[3]!.body.results.every(({ replayed }: Result) => replayed)).toBe(true);
    expect(await usedOf('ada', 'api_calls_hourly')).toBe(ada + 40);
    expect(await usedOf('bob', 'api_calls_hourly')).toBe(bob + 40);
  });

  it('answer what is wrong with the batch itself by its name', async () => {
    for (const [body, message] of [
      [{ items: [] }, 'is a list of 1 to 1000 objects, not of 0'],
      [{ items: many(1_001, 'ada') }, 'is a list of 1 to 1000 objects, not of 1001; split the batch'],
      [{ items: 'all' }, 'is a list of 1 to 1000 objects'],
    ] as const) {
      const answer = await service.send('POST', '/v1/usage', JSON.stringify(body));
      expect(answer).toMatchObject({ status: 422, body: { errors: [{ field: 'items', message }] } });
    }
    const notObjects = await send([7, null, []]);
    expect(notObjects.body.results[2].body.errors).toEqual([
      { field: 'items[2]', message: 'is a JSON object' },
    ]);
    const large = await send(many(1_000, 'ada', { error: 'x'.repeat(1_100) }));
    expect(large).toMatchObject({ status: 413, body: { code: 'body-too-large' } });
    expect((await send([used('ada')], {}, system.finance)).status).toBe(403);
  });

  it('are in the documentation with their items', async () => {
    const { paths } = (await system.nobody.get('/openapi.json')).body;
    const { schema } = paths['/v1/usage'].post.requestBody.content['application/json'];
    expect(schema.properties.items).toMatchObject({ minItems: 1, maxItems: 1_000 });
    expect(schema.properties.items.items.required).toEqual(['accountId', 'idempotencyKey', 'action']);
  });
});
