import { Latencies } from './latencies';

/** What a replay came to, as its caller saw it. */
export interface PlayResult {
  readonly requests: number;
  readonly accepted: number;
  readonly completed: number;
  readonly failed: number;
  /** By reason; a reached limit by the limit's name. */
  readonly refused: ReadonlyMap<string, number>;
  readonly accounts: number;
  readonly commands: number;
  readonly retries: number;
  readonly tookMs: number;
  readonly reserving: Latencies;
  readonly resolving: Latencies;
  /** The position of the last answer: read models at or past it have seen the whole run. */
  readonly lastPosition: string;
}
