import { Cell } from '../cell';
import { BenchRules } from '../ledger/bench-catalog';
import { BenchStore } from '../log/bench-log';
import { MachineFacts } from '../measure/machine-facts';
import { CpuFigures } from './cpu-figures';
import { LimitFigures, UsageFigures } from '../usage/usage-figures';
import type { WebhookFigures } from '../webhooks/measure-webhooks';

export interface CellFigures {
  readonly cell: Cell;
  readonly generationsPerSecond: number;
  readonly reserveP50Ms: number;
  readonly reserveP99Ms: number;
  readonly cpuMicrosPerGeneration: CpuFigures;
  /** From the end of the load until every read model had caught up; absent for the mutable tables. */
  readonly lagMs?: number;
}

export interface HalfPeakFigures {
  readonly generationsPerSecond: number;
  readonly reserveP50Ms: number;
  readonly reserveP99Ms: number;
}

export interface CatchUpFigures {
  readonly events: number;
  readonly rowsWritten: number;
  readonly seconds: number;
  readonly readModels: number;
}

/** From starting the process to its first healthy answer. */
export interface StartFigures {
  readonly freshMs: number;
  readonly againMs: number;
}

export interface BenchFigures {
  readonly machine: MachineFacts;
  readonly store: BenchStore;
  readonly rules: BenchRules;
  readonly secondsPerCell: number;
  readonly cells: readonly CellFigures[];
  /** Cells that could not be measured, and why. */
  readonly failures: readonly string[];
  /** Absent when nothing was measured over HTTP, one by one. */
  readonly halfPeak: HalfPeakFigures | undefined;
  readonly catchUp: CatchUpFigures;
  readonly start: StartFigures;
  /** Absent where only another part was measured. */
  readonly usage?: UsageFigures | undefined;
  readonly limits?: readonly LimitFigures[] | undefined;
  readonly webhooks?: readonly WebhookFigures[] | undefined;
}
