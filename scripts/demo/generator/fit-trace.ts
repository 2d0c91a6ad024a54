import { TraceRequest } from '../trace/trace-request';
import { fitQuantiles } from './quantile-table';
import { TraceModel } from './trace-model';

const MINUTE_MS = 60_000;
/** Two arrivals of one clock tick still are in order; a quantile table needs values above 0. */
const GAP_MS_MIN = 0.001;

/** Fits the generator's model to a trace of at least a few minutes. */
export function fitTrace(trace: readonly TraceRequest[]): TraceModel {
  const gapsMs = trace.slice(1).map((request, i) => Math.max(GAP_MS_MIN, request.atMs - trace[i]!.atMs));
  const perMinute = countsPerMinute(trace);
  const swing = fitSwing(gapsMs, perMinute);
  const rateAt = swing.logDeviation > 0 ? relativeRate(perMinute) : () => 1;
  return {
    gapsMs: fitQuantiles(gapsMs.map((gapMs, i) => gapMs * rateAt(trace[i]!.atMs))),
    swing,
    contextTokens: fitQuantiles(trace.map(({ contextTokens }) => contextTokens)),
    generatedTokens: fitQuantiles(trace.map(({ generatedTokens }) => generatedTokens)),
    tokenCorrelation: rankCorrelation(trace),
  };
}

/**
 * A renewal process with gaps of variation c spreads its counts by c² times their mean; what the counts
 * spread beyond that is the swing of the rate, and their correlation from minute to minute is the swing's
 * own.
 */
function fitSwing(gapsMs: readonly number[], perMinute: readonly number[]): TraceModel['swing'] {
  const gaps = momentsOf(gapsMs);
  const counts = momentsOf(perMinute);
  const swingVariance = counts.variance - (gaps.variance / gaps.mean ** 2) * counts.mean;
  if (swingVariance <= 0) return { logDeviation: 0, correlation: 0 };
  const products = perMinute
    .slice(1)
    .map((count, i) => (count - counts.mean) * (perMinute[i]! - counts.mean));
  const correlation = Math.min(0.99, Math.max(0, momentsOf(products).mean / swingVariance));
  const logDeviation = Math.sqrt(Math.log(1 + swingVariance / counts.mean ** 2));
  return { logDeviation: rounded(logDeviation), correlation: rounded(correlation) };
}

/** Whole minutes only: the last, begun one would look like a lull. */
function countsPerMinute(trace: readonly TraceRequest[]): number[] {
  const minutes = Math.max(1, Math.floor(trace[trace.length - 1]!.atMs / MINUTE_MS));
  const counts = new Array<number>(minutes).fill(0);
  for (const { atMs } of trace) {
    const minute = Math.floor(atMs / MINUTE_MS);
    if (minute < minutes) counts[minute]!++;
  }
  return counts;
}

/** The rate around an instant as a multiple of the mean, straight between the middles of the minutes. */
function relativeRate(perMinute: readonly number[]): (atMs: number) => number {
  const { mean } = momentsOf(perMinute);
  const rateOf = (minute: number) =>
    Math.max(1, perMinute[Math.min(perMinute.length - 1, Math.max(0, minute))]!) / mean;
  return (atMs) => {
    const sinceMiddle = atMs / MINUTE_MS - 0.5;
    const minute = Math.floor(sinceMiddle);
    const part = sinceMiddle - minute;
    return rateOf(minute) * (1 - part) + rateOf(minute + 1) * part;
  };
}

/** Spearman's rank correlation, turned into the one of the normal copula (2 sin(π ρ / 6)). */
function rankCorrelation(trace: readonly TraceRequest[]): number {
  const context = ranksOf(trace.map(({ contextTokens }) => contextTokens));
  const generated = ranksOf(trace.map(({ generatedTokens }) => generatedTokens));
  const [a, b] = [momentsOf(context), momentsOf(generated)];
  const covariance = momentsOf(context.map((rank, i) => (rank - a.mean) * (generated[i]! - b.mean))).mean;
  return rounded(2 * Math.sin((Math.PI * covariance) / Math.sqrt(a.variance * b.variance) / 6));
}

/** Equal values share their mean rank. */
function ranksOf(values: readonly number[]): number[] {
  const order = values.map((_, i) => i).sort((i, j) => values[i]! - values[j]!);
  const ranks = new Array<number>(values.length);
  for (let from = 0; from < order.length;) {
    let to = from;
    while (to + 1 < order.length && values[order[to + 1]!] === values[order[from]!]) to++;
    for (let i = from; i <= to; i++) ranks[order[i]!] = (from + to) / 2;
    from = to + 1;
  }
  return ranks;
}

export function momentsOf(values: readonly number[]): { mean: number; variance: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return { mean, variance: values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length };
}

function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
