import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { connect } from 'node:net';
import { resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { mintApiKey } from '@ledgerline/platform/config';
import { freePort } from '../../../scripts/bench/processes/server';
import { breakableLink, BreakableLink } from './breakable-link';
import { Child, ChildKind } from './child';
import { Ground } from './ground';

export interface SystemOptions {
  readonly ground: Ground;
  readonly apis: number;
  /** Where the processes' logs are kept. */
  readonly folder: string;
  /** A switch of `sabotage/`, thrown in every process. */
  readonly sabotage?: string;
}

export interface ApiPlace {
  readonly child: Child;
  readonly port: number;
}

/**
 * The whole system as child processes, each with a link of its own to PostgreSQL, and what happened to them.
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
  linkOf(child: Child): BreakableLink;
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

export async function startSystem({ ground, apis, folder, sabotage }: SystemOptions): Promise<System> {
  mkdirSync(folder, { recursive: true });
  const service = mintApiKey({ name: PRINCIPAL, role: 'service' });
  const admin = mintApiKey({ name: 'faults-admin', role: 'admin' });
  const env = {
    LEDGERLINE_MASTER_KEY: randomBytes(32).toString('base64'),
    LEDGERLINE_API_KEYS: [service.entry, admin.entry].join(','),
    ...{ LOG_LEVEL: 'warn', NODE_ENV: 'test', EVENT_STORE: 'postgres', DATABASE_OWNER_URL: '' },
    NODE_OPTIONS: sabotage ? `${MEMORY} --require ${PRELOADS}/sabotage.js` : MEMORY,
    LEDGERLINE_SABOTAGE: sabotage ?? '',
  };
  const kills = new Map<ChildKind, number>();
  const links = new Map<Child, BreakableLink>();
  const children: Child[] = [];
  const place = async (kind: ChildKind, name: string, port = 0): Promise<Child> => {
    const link = await breakableLink(ground.appUrl);
    const onKilled = () => void kills.set(kind, (kills.get(kind) ?? 0) + 1);
    const own = { ...env, DATABASE_URL: link.url, HTTP_PORT: String(port) };
    const child = new Child({ kind, name, env: own, folder, onKilled });
    links.set(child, link);
    return child;
  };
  const places: ApiPlace[] = [];
  for (let i = 1; i <= apis; i++) {
    const port = await freePort();
    const child = await place('api', `api-${i}`, port);
    places.push({ child, port });
    children.push(child);
  }
  children.push(await place('projector', 'projector'), await place('reactor', 'reactor'));
  const rival = await place('projector', 'projector-rival');
  rival.rest();
  for (const child of children) child.start();
  return {
    ...{ ground, apis: places, children, kills, rival, token: service.token, adminToken: admin.token },
    linkOf: (child) => links.get(child)!,
    untilBack: (child, withinMs) => {
      const at = places.find((place) => place.child === child);
      return at ? untilListening(at.port, withinMs) : Promise.resolve();
    },
    untilServing: () => untilServing(places.map(({ port }) => port)),
    stop: async () => {
      await Promise.all([...children, rival].map((child) => child.stop()));
      await Promise.all([...links.values()].map((link) => link.close()));
    },
  };
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
