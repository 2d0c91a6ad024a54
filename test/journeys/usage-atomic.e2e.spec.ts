import { describeWithPostgres } from '@ledgerline/testing';
import { Answer, ApiClient } from './api-client';
import { RunningSystem, startSystem } from './running-system';

let keys = 0;
const used = (accountId: string, given: object = {}) => ({
  ...{ accountId, idempotencyKey: `key-${++keys}`, action: 'api_call' },
  ...given,
});
const codes = ({ body }: Answer) =>
  body.results.map(
    (result: { status: number; body: { code?: string } }) => result.body.code ?? result.status,
  );

describeWithPostgres('an atomic batch of usage', () => {
  let system: RunningSystem;
  let service: ApiClient;
  beforeAll(async () => {
    system = await startSystem();
    ({ service } = system);
    for (const id of ['ada', 'bob', 'cyd']) await service.open(id, 'pro');
  });
  afterAll(() => system.stop());

  const send = (items: readonly object[], given: object = {}, to = service) =>
    to.send('POST', '/v1/usage', JSON.stringify({ items, ...given }));
  const atomic = (items: readonly object[], to = service) => send(items, { atomic: true }, to);
  const usedOf = async (accountId: string): Promise<number> => {
    const { body } = await service.get(`/v1/accounts/${accountId}/limits`);
    return body.limits.find(({ name }: { name: string }) => name === 'api_calls_hourly').used;
  };

  it('happens whole, in one append, and sent again at once to two instances it is one effect', async () => {
    const there = await system.secondInstance();
    const items = Array.from({ length: 256 }, () => used('ada'));
    const answers = await Promise.all([atomic(items), atomic(items, there), atomic(items)]);
    answers.push(await atomic(items, there));
    const told = answers.map(({ body }) =>
      body.results.map(
        ({ body: { commandId, position } }: { body: { commandId: string; position: string } }) => [
          commandId,
          position,
        ],
      ),
    );
    for (const one of told) expect(one).toEqual(told[0]);
    expect(new Set(codes(answers[0]))).toEqual(new Set([201]));
    expect(await usedOf('ada')).toBe(256);
    const { events } = await system.runtime.store.readStream('account-ada', { countMax: 1_000 });
    const ours = events.filter(({ type }) => type.includes('usage-recorded'));
    expect(ours.at(-1)!.revision - ours[0]!.revision).toBe(255n);
  });

  it('happens not at all where one item is refused, and is refused the same when sent again', async () => {
    const items = [used('bob', { quantity: 2 }), used('bob', { quantity: 601 }), used('bob')];
    for (const answer of [await atomic(items), await atomic(items)]) {
      expect(answer.status).toBe(200);
      expect(codes(answer)).toEqual(['atomic-batch-refused', 'limit-reached', 'atomic-batch-refused']);
      expect(answer.body.results[0]).toMatchObject({ status: 409, body: { outcome: 'not_executed' } });
      expect(answer.body.results[0].body.detail).toContain(`key ${items[1]!.idempotencyKey} was refused`);
      expect(answer.body.results[1]).toMatchObject({ status: 429, body: { current: 2, requested: 601 } });
    }
    expect(await usedOf('bob')).toBe(0);
    expect(codes(await send([items[0]!, items[2]!]))).toEqual([201, 201]);
  });

  it('names one account, fits one append, and has no bad item: else it says which bound was passed', async () => {
    expect(await atomic([used('ada'), used('ada'), used('bob')])).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'items[2]', message: 'is not of ada: an atomic batch is of one account' }] },
    });
    const many = Array.from({ length: 257 }, () => used('ada'));
    expect(await atomic(many)).toMatchObject({
      status: 413,
      body: {
        code: 'command-too-large',
        detail: 'An atomic batch stands in one append, which closes at 256 items; this has 257.',
      },
    });
    const large = Array.from({ length: 100 }, () =>
      used('ada', { error: 'x'.repeat(9_000), status: 'failed' }),
    );
    const answer = await atomic(large);
    expect(answer).toMatchObject({ status: 413, body: { code: 'command-too-large' } });
    expect(answer.body.detail).toContain('one append of at most 1048576 bytes');
    expect(await atomic([used('ada'), used('ada', { quantity: -1 })])).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'items[1].quantity' }] },
    });
    expect(await usedOf('ada')).toBe(256);
  });

  it('with a key that was used alone before is refused as that key is', async () => {
    const items = [used('cyd'), used('cyd')];
    await send(items.slice(1));
    expect(await atomic(items)).toMatchObject({ status: 422, body: { code: 'idempotency-key-reused' } });
    expect(await usedOf('cyd')).toBe(1);
  });

  it('and any other, asked about with dryRun, is answered as it would be, and nothing is recorded', async () => {
    const head = await system.runtime.store.head();
    const items = [used('cyd', { quantity: 599 }), used('bob'), used('cyd'), used('nobody'), used('cyd')];
    const answer = await send([...items, items[0]!], { dryRun: true });
    expect(codes(answer)).toEqual([200, 200, 'limit-reached', 'account-not-found', 'limit-reached', 200]);
    expect(answer.body.results[2].body).toMatchObject({ dryRun: true, current: 600, requested: 1 });
    expect(answer.body.results[5]).toMatchObject({ replayed: true, body: { dryRun: true } });
    expect(await system.runtime.store.head()).toBe(head);
    expect(await usedOf('cyd')).toBe(1);
  });

  it('of commands of any kind can be asked about too, each on what those before it would leave', async () => {
    const head = await system.runtime.store.head();
    const command = (type: string, accountId: string | undefined, body: object, generationId?: string) => ({
      ...{ type, accountId, generationId, body },
      idempotencyKey: `dry-${++keys}`,
    });
    const commands = [
      command('OpenAccount', undefined, { owner: { kind: 'user', id: 'dee' }, tier: 'free' }),
      command('RequestGeneration', 'dee', { action: 'image', generationId: 'g-1', prompt: 'a secret' }),
      command('CompleteGeneration', 'dee', {}, 'g-1'),
      command('FailGeneration', 'dee', {}, 'g-1'),
      command('RequestGeneration', 'dee', { action: 'video', prompt: 7 }),
    ];
    const asked = JSON.stringify({ commands, dryRun: true });
    const answer = await service.send('POST', '/v1/commands', asked);
    expect(codes(answer)).toEqual([200, 200, 200, 'generation-already-resolved', 'validation-failed']);
    expect(answer.body.results[2].body).toMatchObject({
      ...{ dryRun: true, charged: { credits: '10' } },
      // The trial's 10 and the first refill of 100, as a command would find them.
      account: { accountId: 'dee', available: '100' },
    });
    expect(await system.runtime.store.head()).toBe(head);
    expect((await service.get('/v1/accounts/dee/limits')).status).toBe(404);
  });
});
