import { describeWithPostgres } from '@ledgerline/testing';
import { RunningSystem, startSystem } from './running-system';

const CANARY = 'canary-3c7e1f-the-owner-asked-for-a-lighthouse';

describeWithPostgres('what is personal', () => {
  let system: RunningSystem;
  beforeAll(async () => (system = await startSystem()));
  afterAll(() => system.stop());

  it('never stands in clear in the log, the read models or what the processes print', async () => {
    const { service, admin } = system;
    await service.open('ada');
    const request = { action: 'image', prompt: CANARY, parameters: { style: CANARY } };
    const requested = await service.command('/v1/accounts/ada/generations', request);
    const refused = await service.command('/v1/accounts/ada/generations', {
      ...request,
      estimate: { quantity: 1000 },
    });
    expect([requested.status, refused.status]).toEqual([201, 429]);
    const failed = await service.command(`/v1/accounts/ada/generations/${requested.body.generationId}/fail`, {
      error: CANARY,
    });
    await service.command('/v1/accounts/ada/generations', { ...request, promt: CANARY });
    await service.send('POST', '/v1/accounts/ada/generations', `{"prompt": "${CANARY}"`);

    const seen = await admin.reading('/v1/accounts/ada/generations', failed.body.position);
    expect(seen.body.items[0]).toMatchObject({ promptPreview: CANARY, error: CANARY });
    expect((await system.finance.get('/v1/accounts/ada/generations')).body.items[0].promptPreview).toBeNull();

    const tables = await system.runtime.pool.query<{ name: string }>(
      `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
       where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`,
    );
    expect(tables.rows.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['log.events', 'keys.data_keys']),
    );
    for (const { name } of tables.rows) {
      const { rows } = await system.runtime.pool.query<{ found: string }>(
        `select count(*)::text as found from ${name} t where t::text like $1`,
        [`%${CANARY}%`],
      );
      expect({ table: name, found: rows[0]!.found }).toEqual({ table: name, found: '0' });
    }
    expect(system.logged()).not.toContain(CANARY);
    expect(system.logged().length).toBeGreaterThan(0);
  });

  it('is unreadable for everyone once the owner’s key is destroyed, and the account goes on', async () => {
    const { service, admin, runtime } = system;
    await service.open('erased');
    const requested = await service.command('/v1/accounts/erased/generations', {
      action: 'image',
      prompt: CANARY,
    });
    await runtime.sealer.erase('erased');
    const seen = await admin.reading('/v1/accounts/erased/generations', requested.body.position);
    expect(seen.body.items[0].promptPreview).toBeNull();
    expect(
      (await service.command('/v1/accounts/erased/generations', { action: 'image', prompt: CANARY })).status,
    ).toBe(201);
  });
});
