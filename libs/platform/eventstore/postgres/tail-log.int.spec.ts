import {
  PostgresBackend,
  describeWithPostgres,
  eventsOf,
  follow,
  newEvents,
  newStream,
  postgresBackend,
  readWholeLog,
} from '@ledgerline/testing';
import { createClient } from '@ledgerline/platform/postgres';
import { Client } from 'pg';
import { EventStore } from '../port';
import { PositionRefused } from '../position-refused';

describeWithPostgres('the tail of the PostgreSQL log', () => {
  let backend: PostgresBackend;
  let store: EventStore;
  let watcher: Client;

  beforeAll(async () => {
    backend = await postgresBackend();
    store = await backend.open();
    watcher = createClient({ url: backend.database.adminUrl, applicationName: 'test-watcher' });
    await watcher.connect();
  });
  afterAll(async () => {
    await watcher.end();
    await backend.dispose();
  });

  const append = (stream: string, from: EventStore = store) => from.append(stream, 'no-stream', newEvents(1));

  it('equals a full read although its connections are terminated again and again', async () => {
    const head = await store.head();
    const writer = await backend.open();
    const total = 60;
    const appending = (async () => {
      for (let n = 0; n < total;) if ((await append(newStream(), writer)).outcome === 'ok') n++;
    })();
    let kills = 0;
    const messages = await follow(store, head, async (seen) => {
      const count = eventsOf(seen).length;
      if (count >= kills * 10 && kills < 6) {
        kills++;
        await watcher.query(
          `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database()
           and application_name in ('ledgerline-log-reader', 'ledgerline-log-listener')`,
        );
      }
      return count === total;
    });
    await appending;
    expect(kills).toBe(6);
    expect(eventsOf(messages)).toEqual(await readWholeLog(writer, head));
  });

  it('hears of an append without waiting for its next poll', async () => {
    const writer = await backend.open();
    const head = await store.head();
    const delays: number[] = [];
    let sentAt = 0;
    await follow(store, head, async (seen) => {
      if (seen.at(-1)!.kind === 'event') delays.push(performance.now() - sentAt);
      if (seen.at(-1)!.kind !== 'caught-up' || delays.length === 20) return delays.length === 20;
      sentAt = performance.now();
      await append(newStream(), writer);
      return false;
    });
    const median = delays.sort((a, b) => a - b)[10]!;
    expect(median).toBeLessThan(250);
  });

  it('stops with a clear error when the log is restored to an earlier state under it', async () => {
    const restored = await postgresBackend();
    const tailed = await restored.open();
    await append(newStream(), tailed);
    await append(newStream(), tailed);
    const client = createClient({ url: restored.database.ownerUrl, applicationName: 'test-restore' });
    await client.connect();
    try {
      const following = follow(tailed, undefined, async (seen) => {
        if (seen.at(-1)!.kind === 'caught-up') await client.query('update log.head set position = 1');
        return false;
      });
      await expect(following).rejects.toThrow(PositionRefused);
      await expect(following).rejects.toThrow(/restored to an earlier state/);
    } finally {
      await client.end();
      await restored.dispose();
    }
  });
});
