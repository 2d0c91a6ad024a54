import type { Client } from 'pg';
import { setTimeout as pause } from 'node:timers/promises';
import { createClient } from '@ledgerline/platform/postgres';
import { Chance } from '../chance';
import { Child, ChildKind } from '../world/child';
import { System } from '../world/system';

/** What a fault may do. */
export interface Field {
  readonly system: System;
  readonly chance: Chance;
  /** Waits, or returns earlier when the round ends. */
  pause(milliseconds: number): Promise<void>;
  /** A connection as the database's superuser, past every link. */
  withAdmin<T>(use: (db: Client) => Promise<T>): Promise<T>;
}

/** One way of going wrong, from its cause to its healing: when it resolves, the world is whole again. */
export interface Fault {
  readonly name: string;
  /** How often, beside the others; default 1. */
  readonly weight?: number;
  /** Processes it works on; it gets one of them to itself. Absent: the database, or the whole. */
  readonly victims?: readonly ChildKind[];
  /** Hurts the whole server: only where nobody else uses it. */
  readonly needsOwnServer?: boolean;
  /** Resolves to whether it bit: an armed failpoint may never be reached. */
  inject(field: Field, victim: Child): Promise<boolean>;
}

export interface Injected {
  times: number;
  bit: number;
}

export interface Injecting {
  readonly system: System;
  readonly chance: Chance;
  readonly faults: readonly Fault[];
  readonly lanes: number;
  readonly injected: Map<string, Injected>;
}

const BETWEEN_MS = [500, 3_500] as const;
const CONNECTING_ATTEMPTS_MAX = 50;
const CONNECT_AGAIN_MS = 200;

/** One fault after the other in each lane, until a time; all are healed then. */
export async function injectUntil(endsAtMs: number, injecting: Injecting): Promise<void> {
  const { lanes, chance } = injecting;
  const lane = (_: unknown, i: number) =>
    oneLane(endsAtMs, { ...injecting, chance: chance.fork(`lane-${i}`) });
  await Promise.all(Array.from({ length: lanes }, lane));
}

async function oneLane(endsAtMs: number, { system, chance, faults, injected }: Injecting): Promise<void> {
  const usable = faults.filter(({ needsOwnServer }) => !needsOwnServer || system.ground.isOurs);
  const drawn = usable.flatMap((fault) => Array.from({ length: fault.weight ?? 1 }, () => fault));
  const left = () => endsAtMs - performance.now();
  const rest = (milliseconds: number) => pause(Math.max(0, Math.min(milliseconds, left())));
  const field: Field = { system, chance, pause: rest, withAdmin: (use) => withAdmin(system, use) };
  while (drawn.length > 0 && left() > 0) {
    await rest(chance.between(...BETWEEN_MS));
    const fault = chance.pick(drawn);
    // While one api is being hurt another serves, or the clients would only wait.
    const hurt = new Set(
      system.apis.some(({ child }) => child.busy) ? system.apis.map((api) => api.child) : [],
    );
    const suits = ({ kind }: Child) => (fault.victims ?? [kind]).includes(kind);
    const free = system.children.filter((child) => !child.busy && !hurt.has(child) && suits(child));
    if (free.length === 0 || left() <= 0) continue;
    const victim = chance.pick(free);
    if (fault.victims) victim.busy = true;
    const figures = injected.get(fault.name) ?? { times: 0, bit: 0 };
    injected.set(fault.name, figures);
    figures.times += 1;
    try {
      if (await fault.inject(field, victim)) figures.bit += 1;
    } catch {
      // Another fault took our own connection: this one did not bite.
    } finally {
      if (fault.victims) await system.untilBack(victim, left());
      if (fault.victims) victim.busy = false;
    }
  }
}

async function withAdmin<T>({ ground }: System, use: (db: Client) => Promise<T>): Promise<T> {
  const db = await connected(ground);
  try {
    return await use(db);
  } finally {
    await db.end().catch(() => undefined);
  }
}

/** The server may be recovering from another fault. */
async function connected(ground: System['ground']): Promise<Client> {
  for (let attempt = 1; ; attempt++) {
    const db = createClient({ url: ground.adminUrl, applicationName: 'faults', lockTimeoutMs: 0 });
    try {
      await db.connect();
      return db;
    } catch (error) {
      if (attempt === CONNECTING_ATTEMPTS_MAX) throw error;
      await pause(CONNECT_AGAIN_MS);
    }
  }
}
