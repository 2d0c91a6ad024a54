import type { Client } from 'pg';
import { Chance } from '../chance';
import { Violations } from '../check/violations';
import { Child, ChildKind } from '../world/child';
import { System } from '../world/system';

/** What a fault may do. */
export interface Field {
  readonly system: System;
  readonly chance: Chance;
  readonly violations: Violations;
  /** Waits, or returns earlier when the round ends. */
  pause(milliseconds: number): Promise<void>;
  /** Milliseconds until the round ends. */
  left(): number;
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
  /** Where it can be had; default everywhere. */
  readonly possibleOn?: (system: System) => boolean;
  /** It is not begun when the round ends sooner. */
  readonly leastMs?: number;
  /** Resolves to whether it bit; to `not-now` when it did nothing and does not count. */
  inject(field: Field, victim: Child): Promise<boolean | 'not-now'>;
}

export interface Injected {
  times: number;
  bit: number;
}
