import { DEFAULT_CATALOG } from '@ledgerline/contexts/catalog';
import { describeWithPostgres } from '@ledgerline/testing';
import { givenCli } from '../../apps/cli/command-line/given-cli';
import { commands } from '../../apps/cli/registry';
import { RunningSystem, startSystem } from './running-system';

const INDULGENT = {
  ...DEFAULT_CATALOG,
  tiers: DEFAULT_CATALOG.tiers.map((tier) => ({ ...tier, overdraft: '100' })),
};

describeWithPostgres('the audit', () => {
  let system: RunningSystem;
  beforeAll(async () => (system = await startSystem()));
  afterAll(() => system.stop());

  const listed = async (query: string, position: string) =>
    (await system.admin.reading(`/v1/audit?${query}`, position)).body.items;

  it('lists who published a catalog, as what and why, and of its document the version alone', async () => {
    const published = await system.admin.command('/v1/catalog', {
      document: INDULGENT,
      reason: 'an autumn of debts',
    });
    expect(published).toMatchObject({ status: 201, body: { version: 2 } });
    const again = await system.admin.command('/v1/catalog', { document: INDULGENT, reason: 'twice' });
    const stale = { document: DEFAULT_CATALOG, reason: 'late', expectedVersion: 1 };
    const refused = await system.admin.command('/v1/catalog', stale);
    expect(refused).toMatchObject({ status: 409, body: { code: 'catalog-conflict' } });
    expect(again.body.outcome).toBe('no-effect');

    const rows = await listed('command=PublishCatalog', refused.body.position);
    expect(rows).toMatchObject([
      { outcome: 'refused', reason: 'catalog-conflict', input: { expectedVersion: 1, version: 2 } },
      { outcome: 'no-effect', reason: 'already-in-force' },
      {
        ...{ actor: 'admin-key', role: 'admin', outcome: 'accepted', accountId: null, ip: '127.0.0.1' },
        input: { version: 2, author: 'admin-key', reason: 'an autumn of debts' },
      },
      { actor: 'ledgerline', outcome: 'accepted', input: { version: 1 } },
    ]);
    expect(JSON.stringify(rows)).not.toContain('prompts_daily');
  });

  it('names what was asked for, not what had to be drawn below zero first', async () => {
    const { service } = system;
    await service.open('debtor');
    const used = await service.command('/v1/accounts/debtor/usage', { action: 'image', quantity: 12 });
    expect(used.body).toMatchObject({ code: 'limit-reached' });
    const owed = await service.command('/v1/accounts/debtor/usage', { action: 'video', quantity: 3 });
    expect(owed.body).toMatchObject({ code: 'limit-reached' });
    await service.command('/v1/accounts/debtor/usage', { action: 'image', quantity: 10 });
    const drawn = await service.command('/v1/accounts/debtor/usage', { action: 'video' });
    expect(drawn.body.account).toMatchObject({ available: '0', overdrawn: '40' });
    const [row] = await listed('accountId=debtor&command=RecordUsage', drawn.body.position);
    expect(row).toMatchObject({ outcome: 'accepted', input: { action: 'video', status: 'success' } });
  });

  it('comes out the same when it is rebuilt from the log', async () => {
    const run = givenCli(commands, {
      DATABASE_URL: system.database.appUrl,
      LEDGERLINE_MASTER_KEY: Buffer.alloc(32, 7).toString('base64'),
      LEDGERLINE_API_KEYS: 'unused:admin:' + '0'.repeat(64),
    });
    const verified = await run('verify --all --projection command_audit');
    expect(verified).toMatchObject({ exitCode: 0 });
    const rebuilt = await run('projections rebuild command_audit');
    expect(rebuilt).toMatchObject({ exitCode: 0 });
    expect((await run('verify --all --projection command_audit')).exitCode).toBe(0);
  });
});
