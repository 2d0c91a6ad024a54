import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_CATALOG } from '@ledgerline/contexts/catalog';
import { describeWithPostgres } from '@ledgerline/testing';
import { givenCli } from '../../apps/cli/command-line/given-cli';
import { commands } from '../../apps/cli/registry';
import { RunningSystem, startSystem } from './running-system';

const RAISED = {
  ...DEFAULT_CATALOG,
  limits: DEFAULT_CATALOG.limits.map((limit) =>
    limit.name === 'images_daily' ? { ...limit, values: { ...limit.values, free: 11 } } : limit,
  ),
};

describeWithPostgres('what if, over HTTP and at the command line', () => {
  let system: RunningSystem;
  let head: string | undefined;
  const since = new Date(Date.now() - 3_600_000).toISOString();
  beforeAll(async () => {
    system = await startSystem();
    const { service, admin } = system;
    await service.open('ada');
    await service.command('/v1/accounts/ada/grants', { type: 'BONUS', credits: '500', reason: 'a gift' });
    for (let n = 0; n < 12; n++) await service.command('/v1/accounts/ada/usage', { action: 'image' });
    head = await system.runtime.store.head();
    await admin.reading('/v1/audit', head!);
  });
  afterAll(() => system.stop());

  const toolVariables = () => ({
    DATABASE_URL: system.database.appUrl,
    LEDGERLINE_MASTER_KEY: Buffer.alloc(32, 7).toString('base64'),
    LEDGERLINE_API_KEYS: 'unused:admin:' + '0'.repeat(64),
  });
  const ask = (body: object) => system.finance.send('POST', '/v1/catalog/what-if', JSON.stringify(body));

  it('says how many of twelve images eleven a day would have let pass, and writes nothing', async () => {
    const { status, body } = await ask({ document: RAISED, since });
    expect(status).toBe(200);
    expect(body.totals).toEqual({
      ...{ requests: 12, newlyRefused: 0, newlyAllowed: 1, chargedOtherwise: 0 },
      ...{ refusedBefore: 2, refusedAfter: 1, creditsBefore: '100', creditsAfter: '110' },
    });
    expect(body).toMatchObject({ complete: true, position: head });
    expect(await system.runtime.store.head()).toBe(head);
  });

  it('leaves nobody out who asked a moment ago: it waits for the audit', async () => {
    for (let n = 1; n <= 5; n++) {
      await system.service.open(`late-${n}`);
      await system.service.command(`/v1/accounts/late-${n}/usage`, { action: 'svg' });
      const { body } = await ask({ document: RAISED, since });
      expect(body.totals).toMatchObject({ requests: 12 + n });
    }
  });

  it('says 503 read-model-behind while the audit stands still, and answers when it goes on', async () => {
    const run = givenCli(commands, toolVariables());
    expect((await run('projections pause command_audit')).exitCode).toBe(0);
    await system.service.command('/v1/accounts/ada/usage', { action: 'svg' });
    const behind = await ask({ document: RAISED, since });
    expect(behind).toMatchObject({ status: 503, body: { code: 'read-model-behind', retryable: true } });
    await run('projections resume command_audit');
    const { body } = await ask({ document: RAISED, since });
    expect(body.totals).toMatchObject({ requests: 18 });
  });

  it('names what is wrong with a draft by its field, and is not for services', async () => {
    const [first, ...limits] = DEFAULT_CATALOG.limits;
    const wrong = { ...DEFAULT_CATALOG, limits: [{ ...first, kind: 'weekly' }, ...limits] };
    expect(await ask({ document: wrong, since })).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'document.limits[0].kind' }] },
    });
    const old = await ask({ document: RAISED, since: '2001-01-01T00:00:00.000Z' });
    expect(old.body.errors).toEqual([{ field: 'since', message: 'is within 366 days' }]);
    const service = await system.service.send('POST', '/v1/catalog/what-if', '{}');
    expect(service.status).toBe(403);
  });

  it('tells the operator the same', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'what-if-')), 'draft.json');
    writeFileSync(file, JSON.stringify(RAISED));
    const run = givenCli(commands, toolVariables());
    const { out } = await run(['catalog', 'what-if', '--version', file, '--since', '1h', '--json']);
    const { totals } = (await ask({ document: RAISED, since })).body;
    expect(JSON.parse(out).totals).toEqual(totals);
    const table = await run(['catalog', 'what-if', '--version', file]);
    expect(table.out).toContain('in all 0 newly refused, 1 newly allowed');
    writeFileSync(file, JSON.stringify({ ...RAISED, tiers: [] }));
    const refused = await run(['catalog', 'what-if', '--version', file]);
    expect(refused).toMatchObject({ exitCode: 2 });
    expect(refused.out).toContain('tiers: names at least one tier');
  });
});
