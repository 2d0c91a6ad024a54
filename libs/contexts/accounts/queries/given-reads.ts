import { randomUUID } from 'node:crypto';
import { compileCatalog, DEFAULT_CATALOG } from '@ledgerline/contexts/catalog';
import { historyOf, MemoryEventStore, Position } from '@ledgerline/platform/eventstore';
import { createPool } from '@ledgerline/platform/postgres';
import {
  createReadModels,
  decodeEvents,
  ProjectionRunner,
  ReadModels,
} from '@ledgerline/platform/projections';
import { createSealer, memoryDataKeyStore } from '@ledgerline/platform/sealing';
import { accountEvents } from '../domain/account-event-registry';
import { GivenHistory } from '../projections/given-history';
import { accountProjections } from '../projections/registry';
import { AccountReads } from './account-reads';

export type GivenReads = Awaited<ReturnType<typeof givenReads>>;

/** The read models of this context on a database, a projector that fills them, the history's clock. */
export async function givenReads(url: string, history: GivenHistory) {
  const pool = createPool({ url, applicationName: 'given-reads', connectionsMax: 8 });
  await createReadModels(pool, accountProjections);
  const store = new MemoryEventStore();
  const models = new ReadModels(pool, accountProjections, historyOf(store));
  const sealer = createSealer({ store: memoryDataKeyStore(), masterKey: Buffer.alloc(32, 7) });
  const projector = startProjector(pool, store);
  let written = 0;
  const reads: AccountReads = {
    models,
    sealer,
    catalog: () => compileCatalog(1, DEFAULT_CATALOG),
    now: () => history.now,
    nowOf: () => Promise.resolve(history.now),
    analyticsEnabled: () => true,
    lag: () => Promise.resolve({ events: 0, seconds: 0 }),
  };

  /** Appends what the history has gained, in its order. */
  async function write(): Promise<Position> {
    for (const event of history.events.slice(written)) await append(store, event);
    written = history.events.length;
    return (await store.head())!;
  }

  return {
    reads,
    sealer,
    pool,
    store,
    write,
    /** The same, and waits until every read model shows it. */
    async project(): Promise<Position> {
      const head = await write();
      await models.readAtLeast(accountProjections, head, 20_000);
      return head;
    },
    async end(): Promise<void> {
      await projector.stop();
      models.close();
      await pool.end();
    },
  };
}

async function append(store: MemoryEventStore, event: GivenHistory['events'][number]): Promise<void> {
  const { head } = await store.readStream(event.stream, { direction: 'backward', countMax: 1 });
  const encoded = {
    id: randomUUID(),
    ...accountEvents.encode(event),
    metadata: JSON.stringify(event.metadata),
  };
  const { outcome } = await store.append(event.stream, head, [encoded]);
  if (outcome !== 'ok') throw new Error(`the history was not appended: ${outcome}`);
}

function startProjector(pool: ReturnType<typeof createPool>, store: MemoryEventStore) {
  const decode = decodeEvents([accountEvents]);
  const abort = new AbortController();
  const ended = new ProjectionRunner({ store, pool, projections: accountProjections, decode }).run(
    abort.signal,
  );
  const stop = async (): Promise<void> => {
    abort.abort();
    await ended;
  };
  return { stop };
}
