import { QuantileTable } from './quantile-table';

/** What is kept of a trace: enough to make another one like it, too little to get it back. */
export interface TraceModel {
  /** Times between arrivals in milliseconds, with the slow swing of the rate taken out. */
  readonly gapsMs: QuantileTable;
  /** The slow swing: an autoregressive logarithm of the rate, one step a minute. */
  readonly swing: {
    /** Standard deviation of the rate's logarithm; 0 where the gaps alone explain the burstiness. */
    readonly logDeviation: number;
    /** Correlation of one minute's rate with the next one's. */
    readonly correlation: number;
  };
  readonly contextTokens: QuantileTable;
  readonly generatedTokens: QuantileTable;
  /** Correlation of both token counts after each was mapped to a normal distribution by its rank. */
  readonly tokenCorrelation: number;
}
