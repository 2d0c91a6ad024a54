import { drawsOf } from '../chance/draws';
import { Zipf } from '../chance/zipf';
import { TraceRequest } from '../trace/trace-request';

/** How long a model of the trace's time took: to the first token, then from token to token. */
const FIRST_TOKEN_MS = 200;
const CONTEXT_TOKENS_PER_SECOND = 4_000;
const GENERATED_TOKENS_PER_SECOND = 30;

/** A request of the trace with everything chance decides about it. */
export interface PlannedRequest extends TraceRequest {
  /** Rank of the account it belongs to; 0 is the busiest. */
  readonly accountRank: number;
  /** From arrival to completion or failure, on the trace's time. */
  readonly durationMs: number;
  readonly fails: boolean;
}

export interface PlanOptions {
  readonly seed: string;
  readonly law: Zipf;
  /** Share of the generations that fail, 0 to 1. */
  readonly failureRate: number;
}

/** The same request of the same seed is always planned the same. */
export function planRequest(request: TraceRequest, { seed, law, failureRate }: PlanOptions): PlannedRequest {
  const [account, failure, failsAfter] = drawsOf(seed, 'request', request.line);
  const fails = failure < failureRate;
  const wholeMs = durationMsOf(request.contextTokens, request.generatedTokens);
  const durationMs = fails ? wholeMs * failsAfter : wholeMs;
  return { ...request, accountRank: law.rankOf(account), durationMs, fails };
}

/** The modelled time of a generation; linear, so that the means of the counts give the mean time. */
export function durationMsOf(contextTokens: number, generatedTokens: number): number {
  const readingMs = (contextTokens / CONTEXT_TOKENS_PER_SECOND) * 1000;
  return FIRST_TOKEN_MS + readingMs + (generatedTokens / GENERATED_TOKENS_PER_SECOND) * 1000;
}
