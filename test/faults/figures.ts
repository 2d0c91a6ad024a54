import { Checker } from './check/checker';
import { Violations } from './check/violations';
import { Injected } from './faults/fault';
import { Driver } from './load/driver';
import { StoreKind, System } from './world/system';

export interface RunFigures {
  readonly seed: string;
  readonly store: StoreKind;
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

export interface Parts {
  readonly seed: string;
  readonly store: StoreKind;
  readonly rounds: number;
  readonly driver: Driver;
  readonly checker: Checker;
  readonly system: System;
  readonly injected: ReadonlyMap<string, Injected>;
  readonly violations: Violations;
  readonly spent: { readonly loadMs: number; readonly checkMs: number };
  readonly rowsCompared: number;
}

export function figuresOf(parts: Parts): RunFigures {
  const { seed, store, rounds, driver, checker, system, injected, violations, spent, rowsCompared } = parts;
  const processes = [...system.children, ...(system.double ? [system.double] : [])];
  const ended = processes.flatMap(({ name, endedByItself }) =>
    [...endedByItself].map(([how, times]) => [`${name} ${how}`, times] as const),
  );
  return {
    ...{ seed, store, rounds, ...driver.counts, retriedFor: driver.retriedFor, rowsCompared },
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

export function killsOf({ kills }: Pick<RunFigures, 'kills'>): number {
  return Object.values(kills).reduce((sum, times) => sum + times, 0);
}

/** One line of progress; what was found wrong follows it. */
export function lineOf(figures: RunFigures): string {
  const { rounds, acknowledged, events, loadSeconds, checkSeconds, told } = figures;
  const memory = Math.round(process.memoryUsage().rss / 2 ** 20);
  return [
    `${rounds} rounds checked: ${acknowledged} acknowledged, ${events} events checked, ${killsOf(figures)} kills, ` +
      `${told.length} violations, ${loadSeconds} s of load, ${checkSeconds} s of checking, ${memory} MiB`,
    ...told,
  ].join('\n  ');
}
