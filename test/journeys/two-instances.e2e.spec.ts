import { describeWithPostgres } from '@ledgerline/testing';
import { Answer, ApiClient } from './api-client';
import { RunningSystem, startSystem } from './running-system';

describeWithPostgres('two instances of the api on one log', () => {
  let system: RunningSystem;
  let here: ApiClient;
  let there: ApiClient;
  beforeAll(async () => {
    system = await startSystem();
    here = system.service;
    there = await system.secondInstance();
  });
  afterAll(() => system.stop());

  it('make one effect of one key sent to both at the same instant', async () => {
    await here.open('twin');
    const body = { type: 'BONUS', credits: '7', reason: 'welcome' };
    const answers = await Promise.all(
      [here, there, here, there].map((client) =>
        client.command('/v1/accounts/twin/grants', body, 'same-key'),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
    expect(new Set(answers.map((answer) => answer.body.lotId)).size).toBe(1);
    expect(new Set(answers.map((answer) => answer.body.position)).size).toBe(1);
    expect(answers.filter(({ headers }) => headers['idempotent-replayed'] === 'true')).toHaveLength(3);
    const limits = await there.command('/v1/accounts/twin/grants', { ...body, credits: '1' }, 'other-key');
    expect(limits.body.account.balance).toBe('118');
  });

  it('refuse the same key with another body, whichever of them saw it first', async () => {
    await here.open('reuse');
    const grant = (credits: string) => ({ type: 'BONUS', credits, reason: 'x' });
    expect((await here.command('/v1/accounts/reuse/grants', grant('5'), 'k')).status).toBe(201);
    for (const client of [here, there]) {
      const again = await client.command('/v1/accounts/reuse/grants', grant('6'), 'k');
      expect(again).toMatchObject({ status: 422, body: { code: 'idempotency-key-reused' } });
    }
  });

  it('never refuse from a stale cache what the other instance has just made possible', async () => {
    await here.open('stale', 'free');
    // `there` learns the account while it is poor, then `here` makes it rich.
    const first = await there.command('/v1/accounts/stale/generations', { action: 'export' });
    expect(first.status).toBe(201);
    const poor = await there.command('/v1/accounts/stale/generations', {
      action: 'video',
      estimate: { quantity: 2 },
    });
    expect(poor).toMatchObject({
      status: 402,
      body: { code: 'insufficient-credits', needed: '100', available: '60' },
    });
    await here.command('/v1/accounts/stale/grants', { type: 'PURCHASE', credits: '1000', reason: 'top-up' });
    const rich = await there.command('/v1/accounts/stale/generations', {
      action: 'video',
      estimate: { quantity: 2 },
    });
    expect(rich.status).toBe(201);
  });

  it('let exactly the affordable number of 64 parallel requests pass', async () => {
    await here.open('crowd', 'pro');
    await here.command('/v1/accounts/crowd/grants', { type: 'PURCHASE', credits: '40', reason: 'x' });
    // 1000 refill + 10 trial + 40 bought = 1050 credits: 21 videos of 50, of which the daily limit allows 20.
    const answers = await inParallel(64, (client, i) =>
      client.command('/v1/accounts/crowd/generations', {
        action: 'image',
        estimate: { quantity: 5 },
        scene: `s${i}`,
      }),
    );
    // 50 credits each and 5 of 100 images a day: credits for 21, room for 20.
    expect(outcomes(answers)).toEqual({ 201: 20, 'limit-reached': 44 });
    const poor = await inParallel(64, (client) =>
      client.command('/v1/accounts/crowd/generations', { action: 'video' }),
    );
    expect(outcomes(poor)).toMatchObject({ 201: 1 });
  });

  it('let exactly one of 64 parallel requests have the last slot', async () => {
    await here.open('slot', 'free');
    await here.command('/v1/accounts/slot/grants', { type: 'PURCHASE', credits: '10000', reason: 'x' });
    const answers = await inParallel(64, (client) =>
      client.command('/v1/accounts/slot/generations', { action: 'export' }),
    );
    expect(outcomes(answers)[201]).toBe(1);
  });

  async function inParallel(
    count: number,
    ask: (client: ApiClient, i: number) => Promise<Answer>,
  ): Promise<Answer[]> {
    return Promise.all(Array.from({ length: count }, (_, i) => ask(i % 2 ? here : there, i)));
  }
});

function outcomes(answers: readonly Answer[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { status, body } of answers) {
    const name = status === 201 ? '201' : body.code;
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}
