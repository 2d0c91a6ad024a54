/** Processor time per generation, by who used it, in microseconds. */
export interface CpuFigures {
  /** The API's process; in process, the one that decides (or runs the transactions) and calls. */
  readonly api: number;
  /** 0 for the mutable tables, which have none. */
  readonly projector: number;
  readonly postgres: number;
}
