import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BackupRefused, restoreBackup, takeBackup } from '@ledgerline/platform/backup';
import { CheckpointRefused } from '@ledgerline/platform/projections';
import { projections } from '@ledgerline/system';
import { describeWithPostgres, TestDatabase, testDatabase, withClient } from '@ledgerline/testing';
import { Answer } from './api-client';
import { RunningSystem, startSystem } from './running-system';

const GRANTS = '/v1/accounts/ada/grants';
const GRANT = { type: 'PURCHASE', credits: '500', reason: 'top-up' };
const BALANCE = '/v1/accounts/ada';

describeWithPostgres('a backup', () => {
  let database: TestDatabase;
  let system: RunningSystem;
  let parent: string;
  let folders: { folder: string; keysFolder: string };
  let before: { grant: Answer; balance: Answer; position: string };
  let ahead: string;

  beforeAll(async () => {
    parent = mkdtempSync(join(tmpdir(), 'ledgerline-backup-'));
    folders = { folder: join(parent, 'log'), keysFolder: join(parent, 'keys') };
    database = await testDatabase();
    system = await startSystem(database);
    await system.service.open('ada');
    const grant = await system.service.command(GRANTS, GRANT, 'before');
    const generation = { action: 'image', generationId: 'g-1', prompt: 'a lighthouse' };
    const { position } = (await system.service.command('/v1/accounts/ada/generations', generation)).body;
    before = { grant, position, balance: await system.admin.reading(BALANCE, position) };
    await takeBackup({ url: database.appUrl, ...folders, projections });
    const after = await system.service.command(GRANTS, { ...GRANT, credits: '7' }, 'after');
    ahead = after.body.position;
    await system.admin.reading(BALANCE, ahead);
  });
  afterAll(async () => {
    await system?.stop();
    await database?.drop();
    rmSync(parent, { recursive: true, force: true });
  });

  const restore = (replaces: boolean, into = database) => {
    const { ownerUrl, appUrl } = into;
    return restoreBackup({ ownerUrl, appUrl, ...folders, projections, replaces });
  };
  const events = async (of = database) =>
    withClient(
      of.ownerUrl,
      async (client) => (await client.query('select count(*)::int as n from log.events')).rows[0].n,
    );

  it('is not taken over another one, nor with the keys inside it', async () => {
    const again = takeBackup({ url: database.appUrl, ...folders, projections });
    await expect(again).rejects.toThrow(/exists already/);
    const inside = { folder: join(parent, 'x'), keysFolder: join(parent, 'x', 'keys') };
    await expect(takeBackup({ url: database.appUrl, ...inside, projections })).rejects.toThrow(BackupRefused);
  });

  it('is not restored beside a running process, and not over events without being told so', async () => {
    await expect(restore(true)).rejects.toThrow(/Stop every process first: .*ledgerline-journey/);
    await system.stop();
    await expect(restore(false)).rejects.toThrow(/would be replaced/);
  });

  it('of which a file is damaged, or whose keys are missing, changes nothing', async () => {
    const count = await events();
    const damaged = { folder: join(parent, 'damaged'), keysFolder: join(parent, 'other-keys') };
    await takeBackup({ url: database.appUrl, ...damaged, projections });
    const empty = await testDatabase();
    const target = { ownerUrl: empty.ownerUrl, appUrl: empty.appUrl, projections, replaces: true };
    await expect(restoreBackup({ ...target, folder: damaged.folder })).rejects.toThrow(
      /name the folder of the keys/,
    );
    const older = { folder: damaged.folder, keysFolder: folders.keysFolder };
    await expect(restoreBackup({ ...target, ...older })).rejects.toThrow(/what was sealed in between/);
    appendFileSync(join(damaged.folder, 'log.events.copy.gz'), 'x');
    await expect(restoreBackup({ ...target, ...damaged })).rejects.toThrow(/log.events.copy.gz is damaged/);
    appendFileSync(join(damaged.folder, 'manifest.json'), ' {}');
    await expect(restoreBackup({ ...target, ...damaged })).rejects.toThrow(/no whole backup/);
    expect([await events(empty), await events()]).toEqual([0, count]);
    await empty.drop();
  });

  it('brings back log, keys and read models as they stood together', async () => {
    const report = await restore(true);
    expect(report.readModels.filter(({ came }) => came !== 'from the backup')).toEqual([]);
    system = await startSystem(database);
    expect((await system.admin.reading(BALANCE, before.position)).body).toMatchObject({
      balance: before.balance.body.balance,
      held: before.balance.body.held,
      position: before.position,
    });
    const generation = await system.admin.get('/v1/generations/g-1?accountId=ada');
    expect(JSON.stringify(generation.body)).toContain('a lighthouse');
  });

  it('lets commands from before it answer from the log again', async () => {
    const again = await system.service.command(GRANTS, GRANT, 'before');
    expect(again.headers['idempotent-replayed']).toBe('true');
    expect(again.body).toMatchObject({
      position: before.grant.body.position,
      lotId: before.grant.body.lotId,
    });
  });

  it('makes a position from after it none of this log, also once the log has grown past it', async () => {
    const refused = { status: 422, body: { code: 'position-of-another-log' } };
    expect(await system.admin.reading(BALANCE, ahead)).toMatchObject(refused);
    const again = await system.service.command(GRANTS, { ...GRANT, credits: '7' }, 'after');
    expect([again.status, again.headers['idempotent-replayed']]).toEqual([201, undefined]);
    for (let n = 0; n < 5; n++) await system.service.command(GRANTS, { ...GRANT, credits: '1' }, `more-${n}`);
    const last = await system.service.command(GRANTS, { ...GRANT, credits: '1' }, 'last');
    expect(last.body.position.slice(-20) > ahead.slice(-20)).toBe(true);
    expect(last.body.position > ahead).toBe(true);
    expect((await system.admin.reading(BALANCE, last.body.position)).body.balance).toBe(
      last.body.account.balance,
    );
    expect(await system.admin.reading(BALANCE, ahead)).toMatchObject(refused);
    expect(await system.admin.reading('/v1/accounts/ada/statement?format=csv', ahead)).toMatchObject(refused);
  });

  it('is not needed for read models of last week: they catch up by themselves', async () => {
    const copies = projections.map(({ schema, name, version }) => [
      `${schema}.${name}_v${version}`,
      `public.old_${name}`,
    ]);
    const asApp = (statements: readonly string[]) =>
      withClient(database.adminUrl, async (client) => {
        for (const statement of statements) await client.query(statement);
      });
    await asApp([
      ...copies.map(([table, copy]) => `create table ${copy} as table ${table}`),
      'create table public.old_checkpoints as table projections.checkpoints',
    ]);
    const { body } = await system.service.command(GRANTS, { ...GRANT, credits: '3' }, 'this-week');
    const fresh = await system.admin.reading(BALANCE, body.position);
    await system.stop();
    await asApp([
      ...copies.flatMap(([table, copy]) => [`truncate ${table}`, `insert into ${table} table ${copy}`]),
      `update projections.checkpoints c set position = old.position from public.old_checkpoints old
       where c.name = old.name and c.version = old.version`,
    ]);
    system = await startSystem(database);
    const caughtUp = await system.admin.reading(BALANCE, body.position);
    expect(caughtUp.body).toMatchObject({ balance: fresh.body.balance, position: body.position });
  });

  it('leaves read models that are ahead of it refused: not projected on, and not read from', async () => {
    await system.stop();
    await withClient(database.ownerUrl, (client) =>
      client.query('update projections.checkpoints set position = $1', [ahead]),
    );
    system = await startSystem(database);
    await expect(system.projecting).rejects.toThrow(CheckpointRefused);
    const answer = await system.admin.get(BALANCE);
    expect(answer).toMatchObject({
      status: 503,
      body: { code: 'read-model-of-another-log', retryable: false },
    });
  });

  it('brings no erased party back, and is restored into an empty database as well', async () => {
    const fresh = await testDatabase();
    const erase = `insert into keys.data_keys (party_id, wrapped, erased_at) values ('ada', null, now())`;
    await withClient(fresh.appUrl, (client) => client.query(erase));
    const [first, second] = [await restore(false, fresh), await restore(true, fresh)];
    expect(first.identity).not.toBe(second.identity);
    const rows = await withClient(
      fresh.appUrl,
      async (client) => (await client.query('select * from keys.data_keys')).rows,
    );
    expect(rows).toMatchObject([{ party_id: 'ada', wrapped: null }]);
    await fresh.drop();
  });
});
