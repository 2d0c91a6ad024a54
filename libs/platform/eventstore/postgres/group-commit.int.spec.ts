import {
  PostgresBackend,
  TcpProxy,
  describeWithPostgres,
  newEvent,
  newEvents,
  newStream,
  postgresBackend,
  tcpProxy,
  until,
} from '@ledgerline/testing';
import { createClient } from '@ledgerline/platform/postgres';
import { Client } from 'pg';
import { QUEUED_APPENDS_MAX } from './append-queue';
import { PostgresEventStore } from './postgres-event-store';

describeWithPostgres('group commit on PostgreSQL', () => {
  let backend: PostgresBackend;
  let owner: Client;
  /** Inside a transaction the server's activity is shown as it was at the first look. */
  let watcher: Client;
  let proxy: TcpProxy;
  const opened: PostgresEventStore[] = [];
  const open = async (options: object = {}): Promise<PostgresEventStore> => {
    const store = await PostgresEventStore.open({ url: backend.database.appUrl, ...options });
    opened.push(store);
    return store;
  };

  beforeAll(async () => {
    backend = await postgresBackend();
    owner = createClient({ url: backend.database.adminUrl, applicationName: 'test-owner' });
    watcher = createClient({ url: backend.database.adminUrl, applicationName: 'test-watcher' });
    await Promise.all([owner.connect(), watcher.connect()]);
    proxy = await tcpProxy(backend.database.appUrl);
  });
  afterEach(async () => {
    await owner.query('rollback');
    await proxy.heal();
    await Promise.all(opened.splice(0).map((store) => store.close()));
  });
  afterAll(async () => {
    await proxy.close();
    await Promise.all([owner.end(), watcher.end()]);
    await backend.dispose();
  });

  const holdHead = () => owner.query('begin; select from log.head for update');
  const blockedWriters = async (): Promise<readonly number[]> => {
    const { rows } = await watcher.query(
      `select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    );
    return rows.map(({ pid }) => pid);
  };
  const untilBlocked = () =>
    until('a writer waits for a lock', async () => (await blockedWriters()).length > 0);

  it('commits what arrives while a transaction is in flight together in the next one', async () => {
    const batches: number[] = [];
    const store = await open({ observe: ({ appends }: { appends: number }) => batches.push(appends) });
    await holdHead();
    const first = store.append(newStream(), 'no-stream', newEvents(1));
    await untilBlocked();
    const rest = Array.from({ length: 50 }, () => store.append(newStream(), 'no-stream', newEvents(1)));
    await owner.query('rollback');
    const answers = await Promise.all([first, ...rest]);
    expect(answers.every(({ outcome }) => outcome === 'ok')).toBe(true);
    expect(batches).toEqual([1, 50]);
  });

  it('keeps a hot stream from holding up the others', async () => {
    const batches: number[] = [];
    const store = await open({ observe: ({ appends }: { appends: number }) => batches.push(appends) });
    const hot = newStream();
    const appends = [
      store.append(hot, 'no-stream', newEvents(1)),
      store.append(hot, 0n, newEvents(1)),
      store.append(hot, 1n, newEvents(1)),
      ...Array.from({ length: 5 }, () => store.append(newStream(), 'no-stream', newEvents(1))),
    ];
    expect((await Promise.all(appends)).every(({ outcome }) => outcome === 'ok')).toBe(true);
    expect(batches).toEqual([6, 1, 1]);
  });

  it('refuses what exceeds its queue as not executed, and loses nothing of what it took', async () => {
    const store = await open();
    await holdHead();
    const stream = newStream();
    const first = store.append(stream, 'no-stream', newEvents(1));
    await untilBlocked();
    const taken = Array.from({ length: QUEUED_APPENDS_MAX - 1 }, () =>
      store.append(newStream(), 'no-stream', newEvents(1)),
    );
    const tooMany = await store.append(newStream(), 'no-stream', newEvents(1));
    expect(tooMany).toEqual({ outcome: 'not-executed', reason: 'overloaded' });
    await owner.query('rollback');
    const outcomes = new Set((await Promise.all([first, ...taken])).map(({ outcome }) => outcome));
    expect([...outcomes]).toEqual(['ok']);
  });

  it('answers unknown when its backend is terminated, and the identical bytes again when resent', async () => {
    const store = await open();
    const stream = newStream();
    const events = newEvents(2);
    await holdHead();
    const lost = store.append(stream, 'no-stream', events);
    await untilBlocked();
    await watcher.query('select pg_terminate_backend($1)', [(await blockedWriters())[0]]);
    expect(await lost).toMatchObject({ outcome: 'unknown' });
    await owner.query('rollback');
    const resent = await store.append(stream, 'no-stream', events);
    expect(resent).toMatchObject({ outcome: 'ok', revision: 1n, repeated: false });
  });

  it('answers unknown when only the answer is lost, and the original positions when resent', async () => {
    const store = await open({ url: proxy.url });
    const stream = newStream();
    const events = newEvents(2);
    await store.append(newStream(), 'no-stream', newEvents(1));
    const direct = await open();
    proxy.loseAnswers();
    const lost = store.append(stream, 'no-stream', events);
    await until('the append is committed', async () => {
      return (await direct.readStream(stream, { countMax: 1 })).head === 1n;
    });
    proxy.cut();
    expect(await lost).toMatchObject({ outcome: 'unknown' });
    await proxy.heal();
    const resent = await store.append(stream, 'no-stream', events);
    expect(resent).toMatchObject({
      outcome: 'ok',
      revision: 1n,
      repeated: true,
      position: await direct.head(),
    });
  });

  it('answers not executed when no connection can be made, and works again once one can', async () => {
    const store = await open({ url: proxy.url });
    await proxy.refuse();
    const stream = newStream();
    expect(await store.append(stream, 'no-stream', newEvents(1))).toMatchObject({
      outcome: 'not-executed',
      reason: expect.stringContaining('no connection'),
    });
    await proxy.heal();
    expect(await store.append(stream, 'no-stream', newEvents(1))).toMatchObject({ outcome: 'ok' });
  });

  it('answers not executed when a lock is held for too long, and writes nothing', async () => {
    const store = await open({ lockTimeoutMs: 20 });
    const stream = newStream();
    await holdHead();
    const answer = await store.append(stream, 'no-stream', newEvents(1));
    expect(answer).toMatchObject({
      outcome: 'not-executed',
      reason: expect.stringContaining('lock timeout'),
    });
    await owner.query('rollback');
    expect((await store.readStream(stream, { countMax: 1 })).head).toBe('no-stream');
  });

  it('tries again by itself when a lock is let go in time', async () => {
    const store = await open({ lockTimeoutMs: 20 });
    await holdHead();
    const append = store.append(newStream(), 'no-stream', newEvents(1));
    await untilBlocked();
    await owner.query('rollback');
    expect(await append).toMatchObject({ outcome: 'ok' });
  });

  it('answers everything it took before it closes, and takes nothing after', async () => {
    const store = await PostgresEventStore.open({ url: backend.database.appUrl });
    const taken = Array.from({ length: 20 }, () => store.append(newStream(), 'no-stream', [newEvent()]));
    await store.close();
    expect((await Promise.all(taken)).every(({ outcome }) => outcome === 'ok')).toBe(true);
    const late = await store.append(newStream(), 'no-stream', newEvents(1));
    expect(late).toEqual({ outcome: 'not-executed', reason: 'the event store is closing' });
  });
});
