import { accountEvents } from '@ledgerline/contexts/accounts';
import { partyStream } from '@ledgerline/contexts/identity';
import { EventStore, historyOf } from '@ledgerline/platform/eventstore';
import { createPool } from '@ledgerline/platform/postgres';
import {
  createReadModels,
  decodeEvents,
  Projection,
  ProjectionRunner,
  ReadModels,
} from '@ledgerline/platform/projections';
import type { Reads } from '@ledgerline/platform/queries';
import { createSealer, memoryDataKeyStore } from '@ledgerline/platform/sealing';
import { billingEvents } from '../event-registries';

/** Read models of this context on a database, and a projector that fills them from a log. */
export async function givenBillingReads(
  url: string,
  store: EventStore,
  projections: readonly Projection[],
  sealer = createSealer({ store: memoryDataKeyStore(), masterKey: Buffer.alloc(32, 7) }),
) {
  const pool = createPool({ url, applicationName: 'given-billing-reads', connectionsMax: 8 });
  await createReadModels(pool, projections);
  const models = new ReadModels(pool, projections, historyOf(store));
  const abort = new AbortController();
  const decode = decodeEvents([accountEvents, ...billingEvents, partyStream.events]);
  const ended = new ProjectionRunner({ store, pool, projections, decode }).run(abort.signal);
  const reads: Reads = {
    ...{ models, sealer, now: () => '2026-11-21T09:00:00.000Z', analyticsEnabled: () => true },
  };
  return {
    reads,
    sealer,
    /** Waits until every read model shows what the log holds. */
    async project(): Promise<void> {
      await models.readAtLeast(projections, (await store.head())!, 20_000);
    },
    async end(): Promise<void> {
      abort.abort();
      await ended;
      models.close();
      await pool.end();
    },
  };
}
