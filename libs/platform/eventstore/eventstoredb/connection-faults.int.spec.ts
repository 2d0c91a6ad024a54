import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  appendSurely,
  describeWithPostgres,
  DoubleBackend,
  doubleBackend,
  eventsOf,
  EventStoreDbDouble,
  follow,
  newEvents,
  newStream,
  selfSigned,
  TcpProxy,
  tcpProxy,
} from '@ledgerline/testing';
import { ConnectionStringInvalid } from './connection-settings';
import { EventStoreDbEventStore } from './eventstoredb-event-store';

/** More than a paused reader, its connection and the server keep for it together. */
const TOO_MANY = 10_000;
const BATCH = 500;

describeWithPostgres('the connection to EventStoreDB', () => {
  let backend: DoubleBackend;
  let proxy: TcpProxy;
  beforeAll(async () => {
    backend = await doubleBackend();
    proxy = await tcpProxy(backend.double.url);
  });
  afterAll(async () => {
    await backend?.dispose();
    await proxy?.close();
  });

  it('is made anew for a reader that the server dropped as too slow, and it misses nothing', async () => {
    const faults: { type?: string; code?: number }[] = [];
    const store = await backend.open({
      onFault: (error) => void faults.push(error as object),
      indexing: false,
    });
    const writer = await backend.open({ indexing: false });
    const head = await store.head();
    const stream = newStream();
    let appended = false;
    let handled = 0n;
    await follow(store, head, async (seen) => {
      const message = seen.at(-1)!;
      if (message.kind === 'event') expect(message.event.revision).toBe(handled++);
      if (message.kind !== 'caught-up' || appended) return handled === BigInt(TOO_MANY);
      appended = true;
      for (let n = -1; n < TOO_MANY - 1; n += BATCH) {
        await appendSurely(writer, stream, n < 0 ? 'no-stream' : BigInt(n), newEvents(BATCH));
      }
      return false;
    });
    expect(faults).toContainEqual(expect.objectContaining({ type: 'timeout', code: 10 }));
    expect(handled).toBe(BigInt(TOO_MANY));
  });

  it('is not there: the port is closed, nothing was written, and another decision may follow', async () => {
    const store = await backend.open({ url: proxy.url, indexing: false });
    const stream = newStream();
    await proxy.refuse();
    // The call that finds its connection gone may have been sent; the next ones find the port closed.
    await store.append(newStream(), 'no-stream', newEvents(1));
    expect(await store.append(stream, 'no-stream', newEvents(2))).toMatchObject({ outcome: 'not-executed' });
    await proxy.heal();
    expect(await appendSurely(store, stream, 'no-stream', newEvents(1))).toMatchObject({
      outcome: 'ok',
      revision: 0n,
    });
  });

  it('comes back under a tail, which goes on after the last event it delivered', async () => {
    const store = await backend.open({ url: proxy.url, indexing: false });
    const head = await store.head();
    const stream = newStream();
    let broken = false;
    const messages = await follow(store, head, async (seen) => {
      if (seen.at(-1)!.kind === 'caught-up' && !broken) {
        broken = true;
        await proxy.refuse();
        await appendSurely(await backend.open({ indexing: false }), stream, 'no-stream', newEvents(3));
        await proxy.heal();
      }
      return eventsOf(seen).length === 3;
    });
    expect(eventsOf(messages).map(({ revision }) => revision)).toEqual([0n, 1n, 2n]);
  });
});

describeWithPostgres('EventStoreDB over TLS', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ledgerline-tls-'));
  const { certificate, key } = selfSigned();
  const caFile = join(folder, 'ca.pem');
  let backend: DoubleBackend;
  let secure: EventStoreDbDouble;
  beforeAll(async () => {
    writeFileSync(caFile, certificate);
    backend = await doubleBackend();
    secure = await EventStoreDbDouble.start({ tls: { certificate, key } });
  });
  afterAll(async () => {
    await backend?.dispose();
    await secure?.stop();
    rmSync(folder, { recursive: true });
  });

  const secured = (query: string): string =>
    secure.url.replace('esdb://', 'esdb://ops:secret@').replace('?tls=true', `?tls=true${query}`);
  const open = (url: string): Promise<EventStoreDbEventStore> =>
    backend.open({ url, production: true, indexing: false, readTimeoutMs: 3_000 });

  it('trusts the authority that the connection string names, in production too', async () => {
    const store = await open(secured(`&tlsCaFile=${encodeURIComponent(caFile)}`));
    expect(await store.append(newStream(), 'no-stream', newEvents(1))).toMatchObject({ outcome: 'ok' });
  });

  it('does not talk to a server that nobody vouches for', async () => {
    await expect(open(secured(''))).rejects.toThrow(/certificate|not answered/i);
    expect(secure.log.all.filter(({ stream }) => !stream.startsWith('$'))).toHaveLength(2);
  });

  it('refuses a certificate file that is not there, and names the connection string as the cause', async () => {
    const missing = open(secured(`&tlsCaFile=${encodeURIComponent(join(folder, 'none.pem'))}`));
    await expect(missing).rejects.toThrow(ConnectionStringInvalid);
    await expect(missing).rejects.not.toThrow(/secret/);
  });

  it('refuses the credentials that every server is installed with, in production, before it connects', async () => {
    const url = secured('').replace('ops:secret', 'admin:changeit');
    await expect(open(url)).rejects.toThrow(/credentials that EventStoreDB is installed with/);
  });
});
