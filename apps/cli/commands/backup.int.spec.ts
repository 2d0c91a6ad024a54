import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from '@ledgerline/platform/config';
import { PostgresEventStore } from '@ledgerline/platform/eventstore';
import {
  describeWithPostgres,
  givenEventStoreDb,
  newEvents,
  TestDatabase,
  testDatabase,
} from '@ledgerline/testing';
import { givenCli } from '../command-line/given-cli';
import { commands } from '../registry';

describeWithPostgres('backup, at the command line', () => {
  let database: TestDatabase;
  let parent: string;
  let cli: ReturnType<typeof givenCli>;
  let variables: Record<string, string>;

  const append = async (stream: string): Promise<void> => {
    const store = await PostgresEventStore.open({ url: database.appUrl });
    await store.append(stream, 'no-stream', newEvents(3));
    await store.close();
  };

  beforeAll(async () => {
    database = await testDatabase();
    parent = mkdtempSync(join(tmpdir(), 'ledgerline-backup-'));
    variables = {
      DATABASE_URL: database.appUrl,
      DATABASE_OWNER_URL: database.ownerUrl,
      LEDGERLINE_MASTER_KEY: Buffer.alloc(32, 7).toString('base64'),
      LEDGERLINE_API_KEYS: `cli:admin:${'0'.repeat(64)}`,
    };
    loadConfig(variables);
    cli = givenCli(commands, variables);
    await append('account-kept');
  });
  afterAll(async () => {
    await database?.drop();
    rmSync(parent, { recursive: true, force: true });
  });
  const words = (...given: string[]) => cli(['backup', ...given]);

  it('says where it went and how much it is', async () => {
    const taken = await words('take', '--to', join(parent, 'log'), '--keys', join(parent, 'keys'));
    expect(taken).toMatchObject({
      exitCode: 0,
      out: expect.stringMatching(/3 events and 0 data keys as of /),
    });
    const again = await words('take', '--to', join(parent, 'log'), '--keys', join(parent, 'keys-2'));
    expect(again).toMatchObject({ exitCode: 1, err: expect.stringMatching(/exists already/) });
    expect(await words('take', '--to', join(parent, 'log'))).toMatchObject({ exitCode: 2 });
  });

  it('is restored only when told so, and begins an epoch', async () => {
    await append('account-lost');
    const asked = await words('restore', '--from', join(parent, 'log'));
    expect(asked).toMatchObject({
      exitCode: 2,
      out: expect.stringMatching(/replace the log by the 3 events of/),
    });
    const done = await words(
      'restore',
      '--from',
      join(parent, 'log'),
      '--keys',
      join(parent, 'keys'),
      '--yes',
    );
    expect(done).toMatchObject({ exitCode: 0, out: expect.stringMatching(/3 events restored; .*e0002/) });
    const store = await PostgresEventStore.open({ url: database.appUrl });
    expect((await store.readStream('account-lost', { countMax: 1 })).head).toBe('no-stream');
    await store.close();
  });

  it('tells the log of a restore that PostgreSQL did by itself', async () => {
    const done = await words('new-epoch', '--yes', '--json');
    expect(done).toMatchObject({ exitCode: 0 });
    expect(JSON.parse(done.out)).toEqual({ identity: expect.stringMatching(/e0003[0-9a-f]{6}$/) });
  });

  it('tells the same to a log in EventStoreDB, by giving it another name', async () => {
    const log = await givenEventStoreDb(database);
    const before = await log.open();
    await before.close();
    const there = givenCli(commands, { ...variables, ...log.variables });
    const done = await there(['backup', 'new-epoch', '--yes', '--json']);
    expect(done).toMatchObject({ exitCode: 0 });
    const { identity } = JSON.parse(done.out);
    expect(identity).not.toBe(before.storeId);
    const after = await log.open();
    expect(after.storeId).toBe(identity);
    await after.close();
    await log.stop();
  });
});
