import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { restoreBackup, takeBackup } from '@ledgerline/platform/backup';
import { PostgresEventStore } from '@ledgerline/platform/eventstore';
import { createPool } from '@ledgerline/platform/postgres';
import { readSkips, rebuildProjection, skipEvent } from '@ledgerline/platform/projections';
import { decode, projections } from '@ledgerline/system';
import { describeWithPostgres, TestDatabase, testDatabase, withClient } from '@ledgerline/testing';
import { aLife, fillLog, GivenInstallation, givenInstallation, poison } from './given-installation';

const BALANCES = projections.find(({ name }) => name === 'account_balances')!;
const ADA = { who: 'ada', reason: 'a test wrote it' };

describeWithPostgres('a skipped event, in a backup', () => {
  let given: GivenInstallation;
  let elsewhere: TestDatabase;
  let parent: string;
  beforeEach(async () => {
    parent = mkdtempSync(join(tmpdir(), 'ledgerline-skips-'));
    elsewhere = await testDatabase();
    given = await givenInstallation();
    await fillLog(given, aLife(3), 3);
    await poison(given, 'ledgerline.account.lent.v9');
    given.startProjector();
    while (!(await given.cli('projections list')).out.includes('account_balances halted'));
    await skipEvent(given.pool, BALANCES, ADA);
  });
  afterEach(async () => {
    await given.end();
    await elsewhere.drop();
    rmSync(parent, { recursive: true, force: true });
  });

  const backup = async () => {
    const folders = { folder: join(parent, 'log'), keysFolder: join(parent, 'keys') };
    await takeBackup({ url: given.database.appUrl, ...folders, projections });
    return folders;
  };

  it('stays skipped after a restore elsewhere: a rebuild passes over it, by whom and why is kept', async () => {
    const { ownerUrl, appUrl } = elsewhere;
    const report = await restoreBackup({
      ownerUrl,
      appUrl,
      ...(await backup()),
      projections,
      replaces: false,
    });
    expect(report.skips).toEqual({ restored: 1, leftOut: [] });
    const pool = createPool({ url: appUrl, applicationName: 'elsewhere' });
    const store = await PostgresEventStore.open({ url: appUrl });
    expect(await readSkips(pool)).toMatchObject([{ name: 'account_balances', ...ADA }]);
    const rebuilt = await rebuildProjection({
      store,
      pool,
      projection: BALANCES,
      decode,
      acceptsDifferences: true,
    });
    expect(rebuilt).toMatchObject({ outcome: 'swapped' });
    await store.close();
    await pool.end();
  });

  it('is left out and named where the restored log has no such place', async () => {
    await withClient(given.database.ownerUrl, async (client) => {
      const row = `'account_lots', 'pgelsewhere-00000000000000000001', 1, 1, 'e', 'ada', 'r'`;
      await client.query(
        `insert into projections.skips (name, position, version, build, error, who, reason) values (${row})`,
      );
    });
    const { ownerUrl, appUrl } = elsewhere;
    const report = await restoreBackup({
      ownerUrl,
      appUrl,
      ...(await backup()),
      projections,
      replaces: false,
    });
    expect(report.skips).toEqual({
      restored: 1,
      leftOut: [{ name: 'account_lots', position: 'pgelsewhere-00000000000000000001' }],
    });
  });
});
