import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeWithPostgres, until, withClient } from '@ledgerline/testing';
import { createPool } from '../pool';
import { isAlive, readPidFile } from './postmaster';
import { PostgresUnavailable } from './postgres-unavailable';
import { EmbeddedPostgres, EmbeddedPostgresOptions, startEmbeddedPostgres } from './start';

const START_MS_MAX = 2_000;

describeWithPostgres('the embedded PostgreSQL', () => {
  let folder: string;
  const running: EmbeddedPostgres[] = [];
  const start = async (options: Partial<EmbeddedPostgresOptions> = {}): Promise<EmbeddedPostgres> => {
    const server = await startEmbeddedPostgres({ folder, durable: false, ...options });
    running.push(server);
    return server;
  };
  const stopAll = () => Promise.all(running.splice(0).map((server) => server.stop()));
  const remember = (server: EmbeddedPostgres) =>
    withClient(server.ownerUrl, (client) => client.query('create table public.kept as select 7 as n'));
  const remembered = (server: EmbeddedPostgres) =>
    withClient(server.ownerUrl, async (client) => (await client.query('select n from public.kept')).rows);

  beforeAll(async () => {
    folder = join(mkdtempSync(join(tmpdir(), 'ledgerline-embedded-')), 'data');
    await remember(await start());
    await stopAll();
  });
  afterEach(stopAll);
  afterAll(() => rmSync(join(folder, '..'), { recursive: true, force: true }));

  it('starts an initialised folder within two seconds, with what it held', async () => {
    const began = performance.now();
    const server = await start();
    expect(performance.now() - began).toBeLessThan(START_MS_MAX);
    expect(await remembered(server)).toEqual([{ n: 7 }]);
  });

  it('is gone when it has stopped', async () => {
    const server = await start();
    await server.stop();
    expect(isAlive(server.serverPid)).toBe(false);
    expect(existsSync(join(folder, 'ledgerline.pid'))).toBe(false);
  });

  it('is durable unless told otherwise', async () => {
    const server = await start({ durable: undefined });
    const pool = createPool({ url: server.appUrl, applicationName: 'test', connectionsMax: 1 });
    const { rows } = await pool.query(`select current_setting('fsync') as fsync,
      current_setting('synchronous_commit') as synchronous_commit, current_setting('full_page_writes') as pages`);
    await pool.end();
    expect(rows).toEqual([{ fsync: 'on', synchronous_commit: 'on', pages: 'on' }]);
  });

  it('keeps random passwords that only its owner may read, and asks for them', async () => {
    const server = await start();
    expect(statSync(join(folder, 'postgres-credentials.json')).mode & 0o777).toBe(0o600);
    const guess = new URL(server.ownerUrl);
    guess.password = 'guess';
    await expect(withClient(guess.toString(), async () => undefined)).rejects.toThrow(
      /password authentication failed/,
    );
  });

  it('takes over from a parent that was killed, server still running', async () => {
    const orphan = await start();
    running.splice(0);
    // As though the process that started it had died without a word.
    writeFileSync(join(folder, 'ledgerline.pid'), '999999999');
    const server = await start();
    expect(server.serverPid).not.toBe(orphan.serverPid);
    expect(isAlive(orphan.serverPid)).toBe(false);
    expect(await remembered(server)).toEqual([{ n: 7 }]);
  });

  it('recovers when the server itself was killed', async () => {
    const killed = await start();
    running.splice(0);
    process.kill(killed.serverPid, 'SIGKILL');
    await until('the server is gone', () => !isAlive(killed.serverPid));
    expect(readPidFile(join(folder, 'postgres'))).toBeDefined();
    expect(await remembered(await start())).toEqual([{ n: 7 }]);
  });

  it('is not fooled by another program that has the number of a server long gone', async () => {
    const other = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)']);
    try {
      writeFileSync(
        join(folder, 'postgres', 'postmaster.pid'),
        `${other.pid}\n${join(folder, 'postgres')}\n1\n1\n`,
      );
      expect(await remembered(await start())).toEqual([{ n: 7 }]);
      expect(isAlive(other.pid!)).toBe(true);
    } finally {
      other.kill('SIGKILL');
    }
  });

  it('refuses a folder that another process works on, naming it', async () => {
    const other = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)']);
    try {
      writeFileSync(join(folder, 'ledgerline.pid'), String(other.pid));
      await expect(start()).rejects.toThrow(
        new RegExp(`in use by process ${other.pid}.*LEDGERLINE_DATA`, 's'),
      );
    } finally {
      other.kill('SIGKILL');
    }
  });

  it('refuses a folder that cannot be written, saying what to do', async () => {
    const file = join(folder, '..', 'a-file');
    writeFileSync(file, '');
    const attempt = start({ folder: join(file, 'data') });
    await expect(attempt).rejects.toThrow(PostgresUnavailable);
    await expect(attempt).rejects.toThrow(/cannot be written .*LEDGERLINE_DATA/s);
  });

  it('refuses a port in use, saying what to do, and can be started elsewhere afterwards', async () => {
    const taken = createServer();
    const port = await new Promise<number>((resolve) =>
      taken.listen(0, '127.0.0.1', () => resolve((taken.address() as { port: number }).port)),
    );
    await expect(start({ port })).rejects.toThrow(new RegExp(`port ${port} .* is in use`));
    await new Promise((resolve) => taken.close(resolve));
    expect((await start({ port })).port).toBe(port);
  });

  it('refuses data of another major version instead of touching it', async () => {
    const file = join(folder, 'postgres', 'PG_VERSION');
    const version = readFileSync(file, 'utf8');
    writeFileSync(file, '9\n');
    try {
      await expect(start()).rejects.toThrow(/was written by PostgreSQL 9, this is PostgreSQL/);
    } finally {
      writeFileSync(file, version);
    }
  });
});
