import { join } from 'node:path';
import { EventStore, EventStoreDbEventStore, PostgresEventStore } from '@ledgerline/platform/eventstore';
import { createClient } from '@ledgerline/platform/postgres';
import { Chance, chanceOf } from './chance';
import { Checker } from './check/checker';
import { Violations } from './check/violations';
import { Deck } from './faults/deck';
import { Fault, Injected } from './faults/fault';
import { injectUntil } from './faults/inject';
import { figuresOf, lineOf, RunFigures } from './figures';
import { Driver } from './load/driver';
import { Ground } from './world/ground';
import { startSystem, StoreKind, System } from './world/system';

export interface RunOptions {
  readonly ground: Ground;
  readonly seed: string;
  readonly rounds: number;
  readonly roundMs: number;
  readonly faults: readonly Fault[];
  /** Faults at work at the same time. */
  readonly lanes: number;
  readonly apis: number;
  readonly accounts: number;
  readonly workers: number;
  readonly batchItems: number;
  readonly folder: string;
  /** Default the log in PostgreSQL. */
  readonly store?: StoreKind;
  readonly sabotage?: string;
  /** Whether to go on; asked before each round and every second, and the round ends early when not. */
  readonly goOn?: (sofar: RunFigures) => boolean;
  /** Whether another fault may come already; default always. */
  readonly isDue?: (sofar: RunFigures) => boolean;
  readonly say?: (line: string) => void;
  /** Done to the system before the first command, and after the last round's load. */
  readonly prepare?: (system: System) => Promise<void>;
  readonly poison?: (system: System) => Promise<void>;
}

interface World {
  readonly options: RunOptions;
  readonly system: System;
  readonly driver: Driver;
  readonly checker: Checker;
  readonly violations: Violations;
  readonly chance: Chance;
  readonly deck: Deck;
  readonly injected: Map<string, Injected>;
  readonly spent: { loadMs: number; checkMs: number };
  rounds: number;
  rowsCompared: number;
}

const DRAIN_TIMEOUT_MS = 90_000;
const LOOK_MS = 1_000;
const SAY_EVERY_MS = 30_000;

/**
 * Rounds of load under faults; after each the world is healed, everything is answered, and the judge looks.
 */
export async function runFaults(options: RunOptions): Promise<RunFigures> {
  const { ground, seed, folder, faults } = options;
  const chance = chanceOf(seed);
  const violations = new Violations();
  const system = await startSystem({ ...options, folder: join(folder, 'processes') });
  const store = await openLog(system);
  const connect = async () => {
    const db = createClient({ url: ground.appUrl, applicationName: 'faults-checker', statementTimeoutMs: 0 });
    await db.connect();
    return db;
  };
  try {
    await options.prepare?.(system);
    await system.untilServing();
    const driver = new Driver({ ...options, system, chance: chance.fork('load'), violations });
    await driver.openAccounts();
    const checker = new Checker({ store, connect, violations, gapless: !system.double });
    // What can never be had here would stay in the deck for ever, and nothing could be drawn past it.
    const possible = faults.filter(({ possibleOn = () => true }) => possibleOn(system));
    const deck = new Deck(possible, chance.fork('faults'));
    const spent = { loadMs: 0, checkMs: 0 };
    const injected = new Map<string, Injected>();
    const world = { ...{ options, system, driver, checker, violations, chance, deck, injected, spent } };
    return await allRounds({ ...world, rounds: 0, rowsCompared: 0 });
  } finally {
    await store.close();
    await system.stop();
  }
}

function openLog({ ground, eventStoreUrl }: System): Promise<EventStore> {
  if (!eventStoreUrl) return PostgresEventStore.open({ url: ground.appUrl, readersMax: 1 });
  return EventStoreDbEventStore.open({ url: eventStoreUrl, databaseUrl: ground.appUrl, indexing: false });
}

async function allRounds(world: World): Promise<RunFigures> {
  const { options, violations, checker } = world;
  const { goOn = () => true, say = () => undefined } = options;
  while (world.rounds < options.rounds && violations.none && goOn(figures(world))) {
    await load(world);
    world.rounds += 1;
    const startedMs = performance.now();
    if (world.rounds === options.rounds) await options.poison?.(world.system);
    await atRest(world, () => checker.check(world.driver.takeLived()));
    world.spent.checkMs += performance.now() - startedMs;
    say(lineOf(figures(world)));
  }
  if (violations.none && !options.poison) {
    const startedMs = performance.now();
    world.rowsCompared = await atRest(world, () => checker.finalCheck());
    world.spent.checkMs += performance.now() - startedMs;
  }
  return figures(world);
}

async function load(world: World): Promise<void> {
  const { options, system, driver, chance, violations, deck, injected, spent } = world;
  const { goOn = () => true, isDue = () => true, say = () => undefined, lanes } = options;
  const before = spent.loadMs;
  const startedMs = performance.now();
  let saidMs = startedMs;
  const looking = setInterval(() => {
    const now = performance.now();
    spent.loadMs = before + now - startedMs;
    if (!goOn(figures(world))) driver.endNow();
    if (now - saidMs < SAY_EVERY_MS) return;
    saidMs = now;
    say(lineOf(figures(world)));
  }, LOOK_MS);
  try {
    const driving = driver.drive(options.roundMs);
    const round = chance.fork(`round-${world.rounds}`);
    const due = () => isDue(figures(world));
    const injecting = { system, chance: round, violations, deck, lanes, injected, isDue: due };
    await injectUntil(() => driver.deadline(), injecting);
    await driver.drained(driving, DRAIN_TIMEOUT_MS);
  } finally {
    clearInterval(looking);
    spent.loadMs = before + performance.now() - startedMs;
  }
}

/** The reactor writes by itself; what is compared must stand still. */
async function atRest<T>({ system }: World, look: () => Promise<T>): Promise<T> {
  const reactors = system.children.filter(({ kind }) => kind === 'reactor');
  for (const reactor of reactors) reactor.rest();
  try {
    return await look();
  } finally {
    for (const reactor of reactors) reactor.wake();
  }
}

function figures(world: World): RunFigures {
  const { seed, store = 'postgres' } = world.options;
  return figuresOf({ ...world, seed, store });
}
