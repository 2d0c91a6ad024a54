import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { connect } from 'node:net';
import { resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { mintApiKey } from '@ledgerline/platform/config';
import { freePort } from '../../../scripts/bench/processes/server';
import { breakableLink, BreakableLink } from './breakable-link';
import { Child, ChildKind } from './child';
import { runTool, ToolEnd } from './tool';
import { Ground } from './ground';

export interface SystemOptions {
  readonly ground: Ground;
  readonly apis: number;
  /** Where the processes' logs are kept. */
  readonly folder: string;
  /** A switch of `sabotage/`, thrown in every process. */
  readonly sabotage?: string;
  /** The log's server; default PostgreSQL. */
  readonly store?: StoreKind;
}

/** The double serves EventStoreDB's protocol from memory; beside it stands PostgreSQL all the same. */
export type StoreKind = 'postgres' | 'eventstoredb-double';

export interface ApiPlace {
  readonly child: Child;
  readonly port: number;
}

/**
 * The whole system as child processes, each with links of its own to PostgreSQL and to the log, and what
 * happened to them.
 */
export interface System {
  readonly ground: Ground;
  readonly apis: readonly ApiPlace[];
  readonly children: readonly Child[];
  /** Processes that died by SIGKILL, by kind. */
  readonly kills: Map<ChildKind, number>;
  /** The key that sends commands. Its name is the principal of every command. */
  readonly token: string;
  readonly adminToken: string;
  /** To PostgreSQL first, then to the log where that is another server. */
  linksOf(child: Child): readonly BreakableLink[];
  /** The log's server where it is the double. */
  readonly double: Child | undefined;
  /** Past every link. */
  readonly eventStoreUrl: string | undefined;
  /** The operator's tool, on the same databases and past every link; it starts when told to, once. */
  readonly tool: (args: readonly string[], env: Readonly<Record<string, string>>) => Promise<ToolEnd>;
  /** A second projector; it rests until a fault wakes it. */
  readonly rival: Child;
  /** Waits until a process serves, or for so long; others than an api serve at once. */
  untilBack(child: Child, withinMs: number): Promise<void>;
  /** Waits until every api answers; for the start, not for what comes later. */
  untilServing(): Promise<void>;
  stop(): Promise<void>;
}

export const PRINCIPAL = 'faults';
export const PRELOADS = resolve('test', 'faults', 'sabotage');
const MEMORY = '--max-semi-space-size=32';
const SERVING_TIMEOUT_MS = 60_000;
const POLL_MS = 50;

export async function startSystem(options: SystemOptions): Promise<System> {
  const { ground, apis, folder, store = 'postgres' } = options;
  mkdirSync(folder, { recursive: true });
  const kills = new Map<ChildKind, number>();
  const killed = (kind: ChildKind) => void kills.set(kind, (kills.get(kind) ?? 0) + 1);
  const { double, eventStoreUrl } = await startLog(store, folder);
  const { env, token, adminToken } = environmentOf(options);
  const links = new Map<Child, readonly BreakableLink[]>();
  const place = async (kind: 'api' | 'projector' | 'reactor', name: string, port = 0): Promise<Child> => {
    const database = await breakableLink(ground.appUrl);
    const log = eventStoreUrl ? await breakableLink(eventStoreUrl) : undefined;
    const urls = { DATABASE_URL: database.url, ...(log && { EVENT_STORE_URL: log.url }) };
    const own = { ...env, ...urls, HTTP_PORT: String(port) };
    const child = new Child({ kind, name, env: own, folder, onKilled: () => killed(kind) });
    links.set(child, log ? [database, log] : [database]);
    return child;
  };
  const places: ApiPlace[] = [];
  for (let i = 1; i <= apis; i++) {
    const port = await freePort();
    places.push({ child: await place('api', `api-${i}`, port), port });
  }
  const others = [await place('projector', 'projector'), await place('reactor', 'reactor')];
  const children = [...places.map(({ child }) => child), ...others];
  const rival = await place('projector', 'projector-rival');
  rival.rest();
  for (const child of children) child.start();
  const straight = {
    ...env,
    DATABASE_URL: ground.appUrl,
    ...(eventStoreUrl && { EVENT_STORE_URL: eventStoreUrl }),
  };
  return {
    ...{ ground, apis: places, children, kills, rival, double, eventStoreUrl, token, adminToken },
    linksOf: (child) => links.get(child)!,
    tool: (args, more) =>
      runTool({ args, env: { ...straight, ...more }, folder, onKilled: () => killed('rebuild') }),
    untilBack: (child, withinMs) => {
      const at = places.find((place) => place.child === child);
      return at ? untilListening(at.port, withinMs) : Promise.resolve();
    },
    untilServing: () => untilServing(places.map(({ port }) => port)),
    stop: async () => {
      await Promise.all([...children, rival].map((child) => child.stop()));
      await double?.stop();
      await Promise.all([...links.values()].flat().map((link) => link.close()));
    },
  };
}

function environmentOf({ sabotage, store = 'postgres' }: SystemOptions) {
  const service = mintApiKey({ name: PRINCIPAL, role: 'service' });
  const admin = mintApiKey({ name: 'faults-admin', role: 'admin' });
  const env = {
    LEDGERLINE_MASTER_KEY: randomBytes(32).toString('base64'),
    LEDGERLINE_API_KEYS: [service.entry, admin.entry].join(','),
    ...{ LOG_LEVEL: 'warn', NODE_ENV: 'test', DATABASE_OWNER_URL: '' },
    EVENT_STORE: store === 'postgres' ? 'postgres' : 'eventstoredb',
    NODE_OPTIONS: sabotage ? `${MEMORY} --require ${PRELOADS}/sabotage.js` : MEMORY,
    LEDGERLINE_SABOTAGE: sabotage ?? '',
  };
  return { env, token: service.token, adminToken: admin.token };
}

async function startLog(store: StoreKind, folder: string) {
  if (store === 'postgres') return { double: undefined, eventStoreUrl: undefined };
  const port = await freePort();
  const env = { NODE_OPTIONS: MEMORY };
  const onKilled = () => undefined;
  const double = new Child({ kind: 'double', name: 'double', args: [String(port)], env, folder, onKilled });
  double.start();
  await untilListening(port, SERVING_TIMEOUT_MS);
  return { double, eventStoreUrl: `esdb://127.0.0.1:${port}?tls=false` };
}

async function untilServing(ports: readonly number[]): Promise<void> {
  const end = performance.now() + SERVING_TIMEOUT_MS;
  for (const port of ports) {
    for (;;) {
      const ready = await fetch(`http://127.0.0.1:${port}/health/ready`).catch(() => undefined);
      await ready?.arrayBuffer();
      if (ready?.ok) break;
      if (performance.now() > end) throw new Error(`no api serves port ${port}: see its log`);
      await pause(POLL_MS);
    }
  }
}

async function untilListening(port: number, withinMs: number): Promise<void> {
  for (const end = performance.now() + withinMs; performance.now() < end; await pause(POLL_MS)) {
    const listens = await new Promise<boolean>((told) => {
      const socket = connect(port, '127.0.0.1', () => told(true)).on('error', () => told(false));
      socket.once('connect', () => socket.destroy());
    });
    if (listens) return;
  }
}
