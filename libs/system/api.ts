import { DynamicModule } from '@nestjs/common';
import { timestamp } from '@ledgerline/kernel';
import {
  accountCommands,
  accountFamily,
  accountsAsking,
  AccountsModule,
  accountStream,
  Explainer,
} from '@ledgerline/contexts/accounts';
import {
  catalogCommands,
  catalogFamily,
  CatalogModule,
  CatalogReader,
  seedCatalog,
} from '@ledgerline/contexts/catalog';
import { testClocks } from '@ledgerline/contexts/identity';
import { CommandGateway, CommandsModule } from '@ledgerline/platform/commands';
import { contextModule } from '@ledgerline/platform/contexts';
import { historyOf } from '@ledgerline/platform/eventstore';
import { createHttpApp, HealthCheck, HttpApp } from '@ledgerline/platform/http';
import { projectionLag, ProjectionLag, ReadModels } from '@ledgerline/platform/projections';
import { Runtime } from '@ledgerline/platform/runtime';
import { commandObserver } from '@ledgerline/platform/telemetry';
import { runningContexts } from './contexts';
import { problems } from './problems';
import { reactionsCheck } from './reactions-check';
import { keptProjections, projections, readModelsCheck } from './read-models';
import { VERSION } from './version';

export interface ApiOptions {
  /** Folder of the built admin page. */
  readonly pageFolder: string;
  /** The process's one view of the catalog: see {@link openCatalog}. */
  readonly catalogs: CatalogReader;
  /** What else this process must do well to be sent requests, beside the api's own parts. */
  readonly checks?: readonly HealthCheck[];
}

class ApiModule {}

/** The edge over every context: commands, queries, the page. Not yet listening. */
export async function createApi(
  runtime: Runtime,
  { pageFolder, catalogs, checks = [] }: ApiOptions,
): Promise<HttpApp> {
  const { config, logger, metrics, sealer } = runtime;
  const http = await createHttpApp(apiModule(runtime, catalogs), {
    config: config.http,
    apiKeys: config.apiKeys,
    sessionSecret: sealer.deriveKey('http-session'),
    problems,
    metrics,
    logger,
    checks: [...healthChecks(runtime), ...checks],
    metricsKey: config.metricsKey,
    pageFolder,
    version: VERSION,
  });
  runtime.closers.add('http', () => http.stop());
  return http;
}

/** The catalog of this process; a new installation is seeded with the default one. */
export async function openCatalog({ config, ledger, store, now, closers }: Runtime): Promise<CatalogReader> {
  await seedCatalog(ledger, now);
  const reader = new CatalogReader(ledger, store, config.policy);
  await reader.start();
  closers.add('catalog', () => reader.stop());
  return reader;
}

function apiModule(runtime: Runtime, catalogs: CatalogReader): DynamicModule {
  const { config, ledger, pool, store, sealer, metrics, now, closers } = runtime;
  const stream = accountStream(catalogs);
  const family = accountFamily(stream);
  const models = new ReadModels(pool, projections, historyOf(store));
  closers.add('read models', () => models.close());
  const { clockOf } = config.testClocks ? testClocks({ ledger, now }) : { clockOf: now };
  const gateway = new CommandGateway(ledger, sealer, { now, clockOf, observer: commandObserver(metrics) });
  const running = runningContexts(runtime, { catalogs, models });
  const registered = [
    ...accountCommands.map((slice) => ({ family, slice })),
    ...catalogCommands.map((slice) => ({ family: catalogFamily(catalogs), slice })),
    ...[...running.values()].flatMap(({ commands }) => commands),
  ];
  const reads = {
    models,
    sealer,
    catalog: () => catalogs.current(),
    now: () => timestamp(now()),
    nowOf: async (owner: string) => timestamp(await clockOf(owner)),
    analyticsEnabled: () => catalogs.current().environment.analyticsEnabled,
    lag: async () => slowest(await projectionLag(pool, store, keptProjections(config))),
  };
  return {
    module: ApiModule,
    imports: [
      CommandsModule.with({ gateway, registered }),
      CatalogModule.with(catalogs),
      ...[...running].map(([name, context]) => contextModule(name, context, reads)),
      AccountsModule.with({
        ...{ family, reads, decisions: { ledger, stream, clockOf } },
        explainer: new Explainer({
          store,
          ledger,
          stream,
          catalogAt: (version) => catalogs.at(version),
          clockOf,
        }),
        whatIf: {
          parts: {
            store,
            accountsAsking: (asked) => accountsAsking(models, asked),
          },
          catalog: () => catalogs.current(),
          now,
        },
      }),
    ],
  };
}

function slowest(lags: readonly ProjectionLag[]) {
  const events = Math.max(0, ...lags.map((lag) => lag.events));
  const halted = lags
    .filter(({ state }) => state === 'halted')
    .map(({ name, error, errorPosition }) => ({
      readModel: name,
      position: errorPosition ?? '',
      error: error ?? '',
    }));
  return { events, seconds: Math.max(0, ...lags.map((lag) => lag.seconds)), halted };
}

/** A read model that halted takes no instance away: commands are decided, other figures are right (0027). */
function healthChecks({ config, pool, store, ledger, now }: Runtime): readonly HealthCheck[] {
  return [
    { name: 'database', check: () => pool.query('select 1') },
    { name: 'log', check: () => store.head() },
    { name: 'clock', check: () => Promise.resolve(ledger.clock.assertTrustworthy()) },
    { ...readModelsCheck({ config, pool, store, now }), degrades: true },
    { ...reactionsCheck({ pool, store }), degrades: true },
  ];
}
