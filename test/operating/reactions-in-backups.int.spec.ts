import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { restoreBackup, takeBackup } from '@ledgerline/platform/backup';
import { projections } from '@ledgerline/system';
import { describeWithPostgres, testDatabase, withClient } from '@ledgerline/testing';
import { aLife, fillLog, givenInstallation } from './given-installation';

const PLACE = 'pg00000000-00000000000000000003';
const KNOWN = `select reaction, begins_after, paused_since is not null as paused from reactions.known order by 1`;

describeWithPostgres('what is known of the reactions, in a backup', () => {
  it('comes back with the log: what was added later begins later, and what was paused stays paused', async () => {
    const parent = mkdtempSync(join(tmpdir(), 'ledgerline-known-'));
    const elsewhere = await testDatabase();
    const given = await givenInstallation();
    try {
      await fillLog(given, aLife(3), 3);
      const rows = `('first', null, null), ('later', '${PLACE}', null), ('resting', null, now())`;
      const insert = 'insert into reactions.known (reaction, begins_after, paused_since) values';
      await withClient(given.database.ownerUrl, (client) => client.query(`${insert} ${rows}`));
      await withClient(elsewhere.ownerUrl, (client) =>
        client.query(`${insert} ('later', null, null), ('of before', null, null)`),
      );
      const folders = { folder: join(parent, 'log'), keysFolder: join(parent, 'keys') };
      await takeBackup({ url: given.database.appUrl, ...folders, projections });
      const { ownerUrl, appUrl } = elsewhere;
      await restoreBackup({ ownerUrl, appUrl, ...folders, projections, replaces: false });
      const known = await withClient(elsewhere.ownerUrl, async (client) => (await client.query(KNOWN)).rows);
      expect(known).toEqual([
        { reaction: 'first', begins_after: null, paused: false },
        { reaction: 'later', begins_after: PLACE, paused: false },
        { reaction: 'resting', begins_after: null, paused: true },
      ]);
    } finally {
      await given.end();
      await elsewhere.drop();
      rmSync(parent, { recursive: true, force: true });
    }
  });
});
