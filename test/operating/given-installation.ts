import { historyOf, PostgresEventStore } from '@ledgerline/platform/eventstore';
import { createReadModels, ProjectionRunner, ReadModels } from '@ledgerline/platform/projections';
import { createPool } from '@ledgerline/platform/postgres';
import { decode, projections } from '@ledgerline/system';
import { TestDatabase, testDatabase, withClient } from '@ledgerline/testing';
import { accountEvents } from '../../libs/contexts/accounts/domain/account-event-registry';
import { GivenHistory } from '../../libs/contexts/accounts/projections/given-history';
import { givenCli } from '../../apps/cli/command-line/given-cli';
import { commands } from '../../apps/cli/registry';

export type GivenInstallation = Awaited<ReturnType<typeof givenInstallation>>;

/** A real log with accounts in it, a projector beside it, and the tool on both. */
export async function givenInstallation() {
  const database = await testDatabase();
  const variables = {
    DATABASE_URL: database.appUrl,
    DATABASE_OWNER_URL: database.ownerUrl,
    LEDGERLINE_MASTER_KEY: Buffer.alloc(32, 7).toString('base64'),
    LEDGERLINE_API_KEYS: `cli:admin:${'0'.repeat(64)}`,
    LOG_LEVEL: 'silent',
  };
  const store = await PostgresEventStore.open({ url: database.appUrl });
  const pool = createPool({
    url: database.appUrl,
    applicationName: 'given-installation',
    connectionsMax: 10,
  });
  await createReadModels(pool, projections);
  const models = new ReadModels(pool, projections, historyOf(store));
  const stop = new AbortController();
  let projecting: Promise<unknown> = Promise.resolve();
  return {
    database,
    variables,
    store,
    pool,
    cli: givenCli(commands, variables),
    startProjector(): void {
      projecting = new ProjectionRunner({ store, pool, projections, decode }).run(stop.signal);
    },
    async caughtUp(): Promise<void> {
      await models.readAtLeast(projections, (await store.head())!, 20_000);
    },
    async end(): Promise<void> {
      stop.abort();
      await projecting;
      models.close();
      await store.close();
      await pool.end();
      await database.drop();
    },
  };
}

/** One account's life, and so many others who lived it too, as rows of the log. */
export async function fillLog({ ownerUrl }: TestDatabase, history: GivenHistory, accounts: number) {
  const rows = history.events.map((event, i) => {
    const { type, data } = accountEvents.encode(event);
    return { i, type, data, metadata: JSON.stringify({ ...event.metadata, commandId: undefined }) };
  });
  await withClient(ownerUrl, async (client) => {
    await client.query('set statement_timeout = 0');
    await client.query(
      `insert into log.events (position, revision, recorded_at, id, stream, type, metadata, data)
       select (select position from log.head) + a * $2 + (e->>'i')::bigint + 1, (e->>'i')::bigint, now(),
         gen_random_uuid(), 'account-a' || a, e->>'type', (e->>'metadata')::json,
         replace(e->>'data', '"ada"', '"a' || a || '"')::json
       from generate_series(0, $3 - 1) a cross join lateral json_array_elements($1::json) e
       order by 1`,
      [JSON.stringify(rows), rows.length, accounts],
    );
    await client.query(
      `insert into log.streams (stream, revision)
       select 'account-a' || a, $1 - 1 from generate_series(0, $2 - 1) a`,
      [rows.length, accounts],
    );
    await client.query('update log.head set position = (select max(position) from log.events)');
  });
}

/** A life of `3 + 2 × generations` events. */
export function aLife(generations: number): GivenHistory {
  const history = new GivenHistory();
  history.open('ada').grant('ada', 'first', { credits: 1_000_000n }).grant('ada', 'second');
  for (let i = 0; i < generations; i++) {
    history.request('ada', `g-${i}`, { costMicros: 2_000_000n }).after(1);
    if (i % 5 === 4) history.fail('ada', `g-${i}`);
    else history.complete('ada', `g-${i}`, { processingMs: 500 });
  }
  return history;
}
