import { join } from 'node:path';
import { PostgresEventStore } from '@ledgerline/platform/eventstore';
import { createClient } from '@ledgerline/platform/postgres';
import { chanceOf } from './chance';
import { Checker } from './check/checker';
import { Violations } from './check/violations';
import { Fault, Injected, injectUntil } from './faults/fault';
import { Driver } from './load/driver';
import { Ground } from './world/ground';
import { startSystem, System } from './world/system';

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
  readonly sabotage?: string;
  /** Whether to go on; asked before each round. */
  readonly goOn?: (sofar: RunFigures) => boolean;
  readonly say?: (line: string) => void;
  /** Done to the system before the first command, and after the last round's load. */
  readonly prepare?: (system: System) => Promise<void>;
  readonly poison?: (system: System) => Promise<void>;
}

export interface RunFigures {
  readonly seed: string;
  readonly rounds: number;
  readonly acknowledged: number;
  readonly accepted: number;
  readonly refused: number;
  readonly noEffect: number;
  /** Answered, and by design not in the log: the rate of refusals was reached. */
  readonly unrecorded: number;
  readonly asksRepeated: number;
  readonly retriedFor: Readonly<Record<string, number>>;
  readonly events: number;
  readonly rowsCompared: number;
  readonly kills: Readonly<Record<string, number>>;
  readonly injected: Readonly<Record<string, Injected>>;
  readonly endedByThemselves: Readonly<Record<string, number>>;
  readonly loadSeconds: number;
  readonly checkSeconds: number;
  readonly violations: Readonly<Record<string, number>>;
  readonly told: readonly string[];
}

const DRAIN_TIMEOUT_MS = 90_000;

/**
 * Rounds of load under faults; after each the world is healed, everything is answered, and the judge looks.
 */
export async function runFaults(options: RunOptions): Promise<RunFigures> {
  const { ground, seed, folder, say = () => undefined } = options;
  const chance = chanceOf(seed);
  const violations = new Violations();
  const system = await startSystem({ ...options, folder: join(folder, 'processes') });
  const store = await PostgresEventStore.open({ url: ground.appUrl, readersMax: 1 });
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
    const checker = new Checker({ store, connect, violations });
    const injected = new Map<string, Injected>();
    const spent = { loadMs: 0, checkMs: 0 };
    let rounds = 0;
    let rowsCompared = 0;
    const figures = () =>
      figuresOf({ seed, rounds, driver, checker, system, injected, violations, spent, rowsCompared });
    while (rounds < options.rounds && violations.none && (options.goOn?.(figures()) ?? true)) {
      const startedMs = performance.now();
      const driving = driver.drive(options.roundMs);
      const round = chance.fork(`round-${rounds}`);
      await injectUntil(driver.deadline(), { ...options, system, chance: round, injected });
      await driver.drained(driving, DRAIN_TIMEOUT_MS);
      const checkedMs = performance.now();
      rounds += 1;
      if (rounds === options.rounds) await options.poison?.(system);
      // The reactor writes by itself; what is compared must stand still.
      const reactors = system.children.filter(({ kind }) => kind === 'reactor');
      for (const reactor of reactors) reactor.rest();
      await checker.check(driver.takeLived());
      for (const reactor of reactors) reactor.wake();
      spent.loadMs += checkedMs - startedMs;
      spent.checkMs += performance.now() - checkedMs;
      say(lineOf(figures()));
    }
    if (violations.none && !options.poison) {
      for (const child of system.children) if (child.kind === 'reactor') child.rest();
      rowsCompared = await checker.finalCheck();
    }
    return figures();
  } finally {
    await store.close();
    await system.stop();
  }
}

interface Parts {
  readonly seed: string;
  readonly rounds: number;
  readonly driver: Driver;
  readonly checker: Checker;
  readonly system: System;
  readonly injected: ReadonlyMap<string, Injected>;
  readonly violations: Violations;
  readonly spent: { readonly loadMs: number; readonly checkMs: number };
  readonly rowsCompared: number;
}

function figuresOf(parts: Parts): RunFigures {
  const { seed, rounds, driver, checker, system, injected, violations, spent, rowsCompared } = parts;
  const ended = system.children.flatMap(({ name, endedByItself }) =>
    [...endedByItself].map(([how, times]) => [`${name} ${how}`, times] as const),
  );
  return {
    ...{ seed, rounds, ...driver.counts, retriedFor: driver.retriedFor, rowsCompared },
    events: checker.commands.events,
    kills: Object.fromEntries(system.kills),
    injected: Object.fromEntries(injected),
    endedByThemselves: Object.fromEntries(ended),
    loadSeconds: Math.round(spent.loadMs / 1000),
    checkSeconds: Math.round(spent.checkMs / 1000),
    violations: violations.kinds,
    told: violations.told,
  };
}

function lineOf({
  rounds,
  acknowledged,
  events,
  kills,
  loadSeconds,
  checkSeconds,
  told,
}: RunFigures): string {
  const killed = Object.values(kills).reduce((sum, times) => sum + times, 0);
  const time = `${loadSeconds} s of load, ${checkSeconds} s of checking`;
  return [
    `round ${rounds}: ${acknowledged} acknowledged, ${events} events, ${killed} kills, ${time}`,
    ...told,
  ].join('\n  ');
}
