import { TestDatabase, testDatabase, until } from '@ledgerline/testing';
import { createPool } from './pool';
import { SessionLock } from './session-lock';

const KEY = 4_711;

describe('a lock that one process has', () => {
  let database: TestDatabase;
  beforeAll(async () => (database = await testDatabase()));
  afterAll(() => database.drop());

  const given = () => {
    const pool = createPool({ url: database.appUrl, applicationName: 'session-lock', connectionsMax: 2 });
    return { pool, lock: new SessionLock(pool, KEY) };
  };

  it('is had by one at a time, asked for as often as one likes, and passed on', async () => {
    const [one, other] = [given(), given()];
    expect(await one.lock.isOurs()).toBe(true);
    expect(await one.lock.isOurs()).toBe(true);
    expect(await other.lock.isOurs()).toBe(false);
    one.lock.giveUp();
    await until('the server has ended the session', () => other.lock.isOurs());
    other.lock.giveUp();
    await Promise.all([one.pool.end(), other.pool.end()]);
  });

  it('is lost with its session, and said to be', async () => {
    const [one, other] = [given(), given()];
    expect(await one.lock.isOurs()).toBe(true);
    await other.pool.query(
      'select pg_terminate_backend(pid) from pg_locks where locktype = $1 and objid = $2',
      ['advisory', KEY],
    );
    await expect(one.lock.isOurs()).rejects.toThrow();
    await until('the server has ended the session', () => other.lock.isOurs());
    expect(await one.lock.isOurs()).toBe(false);
    other.lock.giveUp();
    await Promise.all([one.pool.end(), other.pool.end()]);
  });
});
