import { CpuFigures } from '../report/cpu-figures';

/** Batches of usage as fast as they are answered, for some seconds. */
export interface BurstFigures {
  readonly accountsPerBatch: number;
  readonly itemsPerSecond: number;
  readonly seconds: number;
  readonly batchP50Ms: number;
  readonly batchP99Ms: number;
  /** Microseconds per item; the caller's is the bench's own process. */
  readonly cpuMicrosPerItem: CpuFigures & { readonly caller: number };
  /** From the end of the burst until every read model had caught up. */
  readonly lagMs: number;
}

/** One rate of the ladder: what was sent a second, and how far behind the read models were at worst. */
export interface RateFigures {
  readonly itemsPerSecond: number;
  readonly reachedPerSecond: number;
  readonly seconds: number;
  readonly lagMs: number;
  /** From the first half of the time to the second. */
  readonly lagGrowthMs: number;
}

export interface UsageFigures {
  readonly bursts: readonly BurstFigures[];
  readonly rates: readonly RateFigures[];
  /** The highest rate of the ladder that was reached with the lag below its bound; 0 where none was. */
  readonly sustainedPerSecond: number;
}

/** What a decision costs by how many limits its action has; no wire and no database in it. */
export interface LimitFigures {
  readonly limits: number;
  readonly decisionsPerSecond: number;
  readonly cpuMicrosPerDecision: number;
}
