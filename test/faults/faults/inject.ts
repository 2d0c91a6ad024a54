import type { Client } from 'pg';
import { setTimeout as pause } from 'node:timers/promises';
import { createClient } from '@ledgerline/platform/postgres';
import { Chance } from '../chance';
import { Violations } from '../check/violations';
import { Child } from '../world/child';
import { System } from '../world/system';
import { Deck } from './deck';
import { Fault, Field, Injected } from './fault';

export interface Injecting {
  readonly system: System;
  readonly chance: Chance;
  readonly violations: Violations;
  readonly deck: Deck;
  /** Faults at work at the same time. */
  readonly lanes: number;
  readonly injected: Map<string, Injected>;
  /** Whether another fault may come already. */
  readonly isDue: () => boolean;
}

const BETWEEN_MS = [500, 3_500] as const;
/** A round may be ended early: nobody sleeps through it. */
const NAP_MS = 200;
const CONNECTING_ATTEMPTS_MAX = 50;
const CONNECT_AGAIN_MS = 200;

/** One fault after the other in each lane, until a time that may come nearer; all are healed then. */
export async function injectUntil(endsAtMs: () => number, injecting: Injecting): Promise<void> {
  if (injecting.deck.isEmpty) return;
  const lane = (_: unknown, i: number) =>
    oneLane(endsAtMs, { ...injecting, chance: injecting.chance.fork(`lane-${i}`) });
  await Promise.all(Array.from({ length: injecting.lanes }, lane));
}

async function oneLane(endsAtMs: () => number, injecting: Injecting): Promise<void> {
  const { system, chance, violations, deck, isDue } = injecting;
  const left = () => endsAtMs() - performance.now();
  const rest = async (milliseconds: number) => {
    for (let end = performance.now() + milliseconds, ms = milliseconds; ms > 0 && left() > 0;) {
      await pause(Math.min(ms, NAP_MS, Math.max(left(), 0)));
      ms = end - performance.now();
    }
  };
  const withAdmin = <T>(use: (db: Client) => Promise<T>) => asAdmin(system, use);
  const field: Field = { system, chance, violations, left, pause: rest, withAdmin };
  while (left() > 0) {
    await rest(chance.between(...BETWEEN_MS));
    if (!isDue()) continue;
    const fault = deck.draw((one) => (one.leastMs ?? 0) < left() && victimsOf(system, one).length > 0);
    if (!fault || left() <= 0) continue;
    await injectOne(fault, { ...injecting, field });
  }
}

async function injectOne(
  fault: Fault,
  { system, injected, field }: Injecting & { readonly field: Field },
): Promise<void> {
  const victim = field.chance.pick(victimsOf(system, fault));
  if (fault.victims) victim.busy = true;
  const figures = injected.get(fault.name) ?? { times: 0, bit: 0 };
  injected.set(fault.name, figures);
  figures.times += 1;
  try {
    const bit = await fault.inject(field, victim);
    if (bit === 'not-now') figures.times -= 1;
    else if (bit) figures.bit += 1;
  } catch {
    // Another fault took our own connection: this one did not bite.
  } finally {
    if (fault.victims) {
      await system.untilBack(victim, field.left());
      victim.busy = false;
    }
  }
}

/** While one api is being hurt another serves, or the clients would only wait. */
function victimsOf(system: System, { victims, possibleOn }: Fault): readonly Child[] {
  if (possibleOn && !possibleOn(system)) return [];
  if (!victims) return system.children;
  const apiHurt = system.apis.some(({ child }) => child.busy);
  return system.children.filter(
    ({ kind, busy }) => !busy && victims.includes(kind) && !(apiHurt && kind === 'api'),
  );
}

async function asAdmin<T>({ ground }: System, use: (db: Client) => Promise<T>): Promise<T> {
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
