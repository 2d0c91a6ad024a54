import { TraceRequest } from '../trace/trace-request';

/** How much room above the trace's 99th percentile of generated tokens a reservation leaves. */
const ROOM_ABOVE_P99 = 1.5;

export interface TraceFacts {
  readonly requests: number;
  /** From the first arrival to the last. */
  readonly spanMs: number;
  readonly contextTokensMean: number;
  readonly generatedTokensMean: number;
  /** The output a request reserves: 1.5 × the 99th percentile of what was generated. */
  readonly outputTokensMax: number;
}

/**
 * What must be known of a whole trace before its first request is played; one pass, a count per token
 * figure.
 */
export async function traceFacts(
  trace: AsyncIterable<TraceRequest> | Iterable<TraceRequest>,
): Promise<TraceFacts> {
  const countsByGenerated = new Map<number, number>();
  let [requests, spanMs, context, generated] = [0, 0, 0, 0];
  for await (const { atMs, contextTokens, generatedTokens } of trace) {
    requests++;
    spanMs = atMs;
    context += contextTokens;
    generated += generatedTokens;
    countsByGenerated.set(generatedTokens, (countsByGenerated.get(generatedTokens) ?? 0) + 1);
  }
  const p99 = percentileOf(countsByGenerated, requests, 0.99);
  return {
    requests,
    spanMs,
    contextTokensMean: context / requests,
    generatedTokensMean: generated / requests,
    outputTokensMax: Math.ceil(ROOM_ABOVE_P99 * p99),
  };
}

function percentileOf(counts: ReadonlyMap<number, number>, total: number, share: number): number {
  let below = 0;
  const values = [...counts.keys()].sort((a, b) => a - b);
  for (const value of values) {
    below += counts.get(value)!;
    if (below >= share * total) return value;
  }
  return 0;
}
