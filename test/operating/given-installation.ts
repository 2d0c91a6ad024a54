import { randomUUID } from 'node:crypto';
import { historyOf } from '@ledgerline/platform/eventstore';
import { createReadModels, ProjectionRunner, ReadModels } from '@ledgerline/platform/projections';
import { createPool } from '@ledgerline/platform/postgres';
import { decode, projections } from '@ledgerline/system';
import { givenPostgresLog, StartLog, testDatabase } from '@ledgerline/testing';
import { accountEvents } from '../../libs/contexts/accounts/domain/account-event-registry';
import { GivenHistory } from '../../libs/contexts/accounts/projections/given-history';
import { givenCli } from '../../apps/cli/command-line/given-cli';
import { commands } from '../../apps/cli/registry';

export type GivenInstallation = Awaited<ReturnType<typeof givenInstallation>>;

/** A real log with accounts in it, a projector beside it, and the tool on both. */
export async function givenInstallation(startLog: StartLog = givenPostgresLog) {
  const database = await testDatabase();
  const log = await startLog(database);
  const variables = {
    ...log.variables,
    DATABASE_URL: database.appUrl,
    DATABASE_OWNER_URL: database.ownerUrl,
    LEDGERLINE_MASTER_KEY: Buffer.alloc(32, 7).toString('base64'),
    LEDGERLINE_API_KEYS: `cli:admin:${'0'.repeat(64)}`,
    LOG_LEVEL: 'silent',
  };
  const store = await log.open();
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
      await log.stop();
      await database.drop();
    },
  };
}

/** One account's life, and so many others who lived it too: `account-a0`, `account-a1`, … */
export async function fillLog({ store }: GivenInstallation, history: GivenHistory, accounts: number) {
  for (let a = 0; a < accounts; a++) {
    const events = history.events.map((event) => {
      const { type, data } = accountEvents.encode(event);
      const metadata = JSON.stringify({ ...event.metadata, commandId: undefined });
      return { id: randomUUID(), type, data: data.replaceAll('"ada"', `"a${a}"`), metadata };
    });
    expect(await store.append(`account-a${a}`, 'no-stream', events)).toMatchObject({ outcome: 'ok' });
  }
}

/** An event at the end of the first account that no build of today knows. */
export async function poison({ store }: GivenInstallation, type: string): Promise<void> {
  const { head } = await store.readStream('account-a0', { direction: 'backward', countMax: 1 });
  const unknown = { id: randomUUID(), type, data: '{}', metadata: '{}' };
  expect(await store.append('account-a0', head, [unknown])).toMatchObject({ outcome: 'ok' });
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
