import { describeWithPostgres } from '@ledgerline/testing';
import { RunningSystem, startSystem } from './running-system';

describeWithPostgres('a generation from request to statement', () => {
  let system: RunningSystem;
  beforeAll(async () => (system = await startSystem()));
  afterAll(() => system.stop());

  it('opens, grants, reserves, settles, and every read model tells the same', async () => {
    const { service, admin } = system;
    expect((await service.open('ada')).body).toMatchObject({ outcome: 'accepted', accountId: 'ada' });
    const granted = await service.command('/v1/accounts/ada/grants', {
      type: 'PURCHASE',
      credits: '500',
      reason: 'starter pack',
      reference: 'pay_42',
      purchaseAmount: { amount: '10.00', currency: 'USD' },
    });
    expect(granted).toMatchObject({ status: 201, body: { credits: '500', priority: 50 } });
    const requested = await service.command('/v1/accounts/ada/generations', {
      action: 'image',
      actorUserId: 'ada',
      prompt: 'a lighthouse at dusk',
      project: 'posters',
    });
    // The first command of the day found the free tier's refill of 100, and it burns first.
    expect(requested).toMatchObject({
      status: 201,
      body: { held: { credits: '10' }, account: { available: '600', held: '10', balance: '610' } },
    });
    const { generationId } = requested.body;
    const completed = await service.command(`/v1/accounts/ada/generations/${generationId}/complete`, {
      outputUri: 's3://out/1.png',
      processingMs: 2150,
    });
    expect(completed).toMatchObject({
      status: 200,
      body: { charged: { credits: '10' }, returned: { credits: '0', lots: [] }, shortfall: '0', late: false },
    });

    const { position } = completed.body;
    const account = (await admin.reading('/v1/accounts/ada', position)).body;
    expect(account).toMatchObject({
      balance: '600',
      available: '600',
      held: '0',
      spent: '10',
      purchased: '500',
    });
    const statement = (await admin.reading('/v1/accounts/ada/statement', position)).body.items;
    expect(statement.map((entry: { type: string; amount: string }) => [entry.type, entry.amount])).toEqual([
      ['USAGE', '-10'],
      ['PURCHASE', '500'],
      ['DAILY_REFILL', '100'],
      ['TRIAL_GRANT', '10'],
    ]);
    const generation = (await admin.reading(`/v1/generations/${generationId}?accountId=ada`, position)).body;
    expect(generation).toMatchObject({
      state: 'COMPLETED',
      charged: '10',
      promptPreview: 'a lighthouse at dusk',
    });
    const audit = (await admin.reading('/v1/audit?accountId=ada', position)).body.items;
    expect(audit.map((row: { command: string }) => row.command)).toEqual([
      'CompleteGeneration',
      'RequestGeneration',
      'GrantCredits',
      'OpenAccount',
    ]);
  });

  it('streams statement, lots and audit as CSV with the position in the header', async () => {
    for (const list of ['accounts/ada/statement', 'accounts/ada/lots', 'audit']) {
      const csv = await system.admin.get(`/v1/${list}?format=csv`);
      expect(csv.headers['content-type']).toContain('text/csv');
      expect(csv.headers['ledgerline-position']).toMatch(/-\d{20}$/);
      expect(csv.body.trim().split('\n').length).toBeGreaterThan(1);
    }
  });

  it('decides a batch in its order, with a result per item', async () => {
    const batch = await system.service.command(
      '/v1/commands',
      {
        commands: [
          {
            type: 'OpenAccount',
            idempotencyKey: 'b1',
            body: { owner: { kind: 'user', id: 'bea' }, tier: 'free' },
          },
          item('b2', 'RequestGeneration', { action: 'image', generationId: 'g-1' }),
          item('b3', 'CompleteGeneration', {}, 'g-1'),
          item('b4', 'RequestGeneration', { action: 'video', prompt: 7 }),
          item('b5', 'Nonsense', {}),
        ],
      },
      null,
    );
    expect(batch.status).toBe(200);
    expect(batch.body.results.map(({ status }: { status: number }) => status)).toEqual([
      201, 201, 200, 422, 422,
    ]);
    expect(batch.body.results[2].body).toMatchObject({ charged: { credits: '10' } });
  });

  it('releases a hold past its deadline, for an account that nobody commands any more', async () => {
    const { service, admin } = system;
    await service.open('idle');
    const held = await service.command('/v1/accounts/idle/generations', {
      action: 'image',
      timeoutSeconds: 1,
    });
    expect(held.body.account.held).toBe('10');
    const expired = await until(async () => {
      const found = await admin.get(`/v1/generations/${held.body.generationId}?accountId=idle`);
      return found.body.state === 'EXPIRED' ? found.body : undefined;
    });
    expect(expired).toMatchObject({ state: 'EXPIRED', errorCode: 'deadline-passed' });
    expect((await admin.get('/v1/accounts/idle')).body).toMatchObject({ held: '0', spent: '0' });
    const late = await service.command(
      `/v1/accounts/idle/generations/${held.body.generationId}/complete`,
      {},
    );
    expect(late.body).toMatchObject({ late: true, charged: { credits: '10' } });
  });

  it('lists open holds, and an admin cancels one with a reason', async () => {
    const { service, admin } = system;
    await service.open('holder');
    const held = await service.command('/v1/accounts/holder/generations', { action: 'image' });
    const listed = await admin.reading('/v1/holds?accountId=holder', held.body.position);
    expect(listed.body.items).toMatchObject([{ generationId: held.body.generationId, overdue: false }]);
    const path = `/v1/accounts/holder/generations/${held.body.generationId}/admin-cancel`;
    expect((await service.command(path, { reason: 'x' })).status).toBe(403);
    const cancelled = await admin.command(path, { reason: 'its worker is gone' });
    expect(cancelled.body).toMatchObject({ returned: { credits: '10' }, account: { held: '0' } });
  });
});

function item(idempotencyKey: string, type: string, body: object, generationId?: string): object {
  return { idempotencyKey, type, accountId: 'bea', generationId, body };
}

/** Asks until there is an answer; Jest's own bound ends it. */
async function until<T>(ask: () => Promise<T | undefined>): Promise<T> {
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
  }
}
