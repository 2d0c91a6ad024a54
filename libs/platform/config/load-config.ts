import { validateSync } from 'class-validator';
import { FAILPOINT_VARIABLE } from '@ledgerline/platform/failpoints';
import { ApiKey, parseApiKeys } from './api-key';
import type { ConfigurationProblem } from './configuration-problem';
import { Environment, EVENT_STORES, LOG_LEVELS, NODE_ENVS } from './environment';
import { paymentProblems, PaymentSettings, paymentSettings, ProviderVariables } from './payment-variables';
import { policyProblems, PolicyVariables, policyVariables } from './policy-variables';
import { weaknessOfApiKey, weaknessOfMasterKey } from './published-keys';
import { sellerProblems, SellerVariables, sellerVariables } from './seller-variables';
import { EXIT_CODES, StartupFault } from './startup-fault';

/** The configuration of a process, parsed and checked. */
export interface LedgerlineConfig {
  readonly nodeEnv: (typeof NODE_ENVS)[number];
  readonly logLevel: (typeof LOG_LEVELS)[number];
  /** Folder of the embedded database's data. */
  readonly dataFolder: string;
  readonly eventStore: (typeof EVENT_STORES)[number];
  /** Connection string of EventStoreDB; there when that is the event store. */
  readonly eventStoreUrl: string | undefined;
  /** Absent only for the memory store, and where the process brings its own database. */
  readonly databaseUrl: string | undefined;
  /** Absent = the schema must already be current. */
  readonly databaseOwnerUrl: string | undefined;
  readonly http: { readonly host: string; readonly port: number; readonly trustProxy: boolean };
  /** 32 bytes. */
  readonly masterKey: Buffer;
  readonly retiredMasterKeys: readonly Buffer[];
  readonly apiKeys: readonly ApiKey[];
  /** What the environment changes in the catalog's policy. */
  readonly policy: PolicyVariables;
  /** Who takes payments. */
  readonly payments: PaymentSettings;
  /** Who sells, as invoices tell it. */
  readonly seller: SellerVariables;
  /** Whether parties may live in a time of their own; never in production. */
  readonly testClocks: boolean;
  /** How long the start waits for a database or a store that is not there yet. */
  readonly startTimeoutMs: number;
  /** SHA-256 hex of the token that may read /metrics; absent = anybody who reaches the port. */
  readonly metricsKey: string | undefined;
  /** Where projector and reactor, which serve nothing else, tell health and metrics; absent = nowhere. */
  readonly operationsPort: number | undefined;
}

/** One or more variables are wrong; the message lists them all. Exit code 78. */
export class ConfigurationInvalid extends StartupFault {
  constructor(readonly problems: readonly ConfigurationProblem[]) {
    const lines = problems.map(
      ({ variable, expected, found }) => `  ${variable}: expected ${expected}; ${found}`,
    );
    super(`The configuration has ${count(problems.length)}:\n${lines.join('\n')}`, EXIT_CODES.configuration);
    this.name = 'ConfigurationInvalid';
  }
}

export interface LoadConfigOptions {
  /** The process starts a database of its own when none is named. */
  readonly bringsDatabase?: boolean;
  /** Of payments, in the order in which they are offered. */
  readonly providers?: readonly ProviderVariables[];
}

/**
 * Reads and checks every variable. An empty variable counts as absent.
 * @throws ConfigurationInvalid naming every bad variable at once
 */
export function loadConfig(
  variables: Readonly<Record<string, string | undefined>> = process.env,
  options: LoadConfigOptions = {},
): LedgerlineConfig {
  const environment = new Environment();
  for (const name of Object.keys(variables) as (keyof Environment)[]) {
    if (variables[name]) environment[name] = variables[name];
  }
  const problems = [
    ...formProblems(environment),
    ...policyProblems(variables),
    ...paymentProblems(variables, options.providers ?? []),
    ...sellerProblems(variables),
    ...missingDatabase(environment, options),
    ...missingEventStore(environment),
  ];
  if (problems.length > 0) throw new ConfigurationInvalid(problems);
  const config = configOf(environment, variables, options);
  const weaknesses =
    config.nodeEnv === 'production'
      ? [...productionProblems(config), ...enabledTestClocks(config), ...armedFailpoint(variables)]
      : [];
  if (weaknesses.length > 0) throw new ConfigurationInvalid(weaknesses);
  return config;
}

function formProblems(environment: Environment): ConfigurationProblem[] {
  return validateSync(environment).map(({ property, constraints, value }) => ({
    variable: property,
    expected: Object.values(constraints ?? {}).join(' and '),
    found: findingIn(property, value as string | undefined),
  }));
}

/** What is wrong, without quoting what may be a secret. */
function findingIn(variable: string, value: string | undefined): string {
  if (value === undefined) return 'it is missing';
  if (variable === 'LEDGERLINE_API_KEYS') return parseApiKeys(value) as string;
  const isSecret = /KEY|URL/.test(variable);
  return isSecret
    ? `it has ${value.length} characters that are something else`
    : `it is ${JSON.stringify(value.slice(0, 80))}`;
}

function missingDatabase(
  environment: Environment,
  { bringsDatabase }: LoadConfigOptions,
): ConfigurationProblem[] {
  if (environment.EVENT_STORE === 'memory' || environment.DATABASE_URL || bringsDatabase) return [];
  const expected = `a URL postgresql://user:password@host:port/database, for EVENT_STORE is ${environment.EVENT_STORE}`;
  return [{ variable: 'DATABASE_URL', expected, found: 'it is missing' }];
}

function missingEventStore({ EVENT_STORE, EVENT_STORE_URL }: Environment): ConfigurationProblem[] {
  if (EVENT_STORE !== 'eventstoredb' || EVENT_STORE_URL) return [];
  const expected =
    'a connection string esdb://user:password@host:port?tls=true, for EVENT_STORE is eventstoredb';
  return [{ variable: 'EVENT_STORE_URL', expected, found: 'it is missing' }];
}

function productionProblems({ masterKey, apiKeys }: LedgerlineConfig): ConfigurationProblem[] {
  const problem = (variable: string, weakness: string | undefined) =>
    weakness
      ? [{ variable, expected: 'a secret of this installation alone in production', found: weakness }]
      : [];
  return [
    ...problem('LEDGERLINE_MASTER_KEY', weaknessOfMasterKey(masterKey)),
    ...apiKeys.flatMap((key) => problem('LEDGERLINE_API_KEYS', weaknessOfApiKey(key))),
  ];
}

function enabledTestClocks({ testClocks }: LedgerlineConfig): ConfigurationProblem[] {
  if (!testClocks) return [];
  const expected = 'false in production, for there time is nobody’s to move';
  return [{ variable: 'TEST_CLOCKS_ENABLED', expected, found: 'test clocks are on' }];
}

function armedFailpoint(variables: Readonly<Record<string, string | undefined>>): ConfigurationProblem[] {
  if (!variables[FAILPOINT_VARIABLE]) return [];
  const expected = 'nothing in production, for it stops the process dead';
  return [{ variable: FAILPOINT_VARIABLE, expected, found: 'a failpoint is armed' }];
}

function configOf(
  environment: Environment,
  variables: Readonly<Record<string, string | undefined>>,
  { providers = [] }: LoadConfigOptions,
): LedgerlineConfig {
  const ownUrl = `http://${environment.HTTP_HOST}:${environment.HTTP_PORT}/`;
  return {
    policy: policyVariables(variables),
    payments: paymentSettings(variables, ownUrl, providers),
    seller: sellerVariables(variables),
    nodeEnv: environment.NODE_ENV as LedgerlineConfig['nodeEnv'],
    logLevel: environment.LOG_LEVEL as LedgerlineConfig['logLevel'],
    dataFolder: environment.LEDGERLINE_DATA,
    eventStore: environment.EVENT_STORE as LedgerlineConfig['eventStore'],
    eventStoreUrl: environment.EVENT_STORE_URL,
    databaseUrl: environment.DATABASE_URL,
    databaseOwnerUrl: environment.DATABASE_OWNER_URL,
    http: {
      host: environment.HTTP_HOST,
      port: Number(environment.HTTP_PORT),
      trustProxy: environment.HTTP_TRUST_PROXY === 'true',
    },
    masterKey: Buffer.from(environment.LEDGERLINE_MASTER_KEY, 'base64'),
    retiredMasterKeys: (environment.LEDGERLINE_RETIRED_MASTER_KEYS?.split(',') ?? []).map((key) =>
      Buffer.from(key.trim(), 'base64'),
    ),
    apiKeys: parseApiKeys(environment.LEDGERLINE_API_KEYS) as readonly ApiKey[],
    testClocks: environment.TEST_CLOCKS_ENABLED === 'true',
    metricsKey: environment.METRICS_KEY,
    operationsPort:
      environment.OPERATIONS_PORT === undefined ? undefined : Number(environment.OPERATIONS_PORT),
    startTimeoutMs: Number(environment.LEDGERLINE_START_TIMEOUT_SECONDS) * 1_000,
  };
}

function count(problems: number): string {
  return problems === 1 ? 'a bad variable' : `${problems} bad variables`;
}
