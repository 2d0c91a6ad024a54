import { Zipf } from './chance/zipf';
import { PlannedRequest, planRequest } from './calibration/plan-request';
import { DemoFlags } from './flags';
import { generateTrace } from './generator/generate-trace';
import { conversationModel } from './generator/models/conversation';
import { readTrace } from './trace/read-trace';
import { BrokenLine, TraceRequest } from './trace/trace-request';

/** An hour of traffic, as in the traces the generator was fitted to. */
const GENERATED_REQUESTS = 20_000;

export interface TraceSource {
  /** Where the requests come from, for people. */
  readonly name: string;
  /** The requests again from the first; each reading is the same. */
  requests(): AsyncGenerator<TraceRequest>;
  /** The same, planned by seed. */
  planned(law: Zipf): AsyncGenerator<PlannedRequest>;
  /** Lines of the file that were no requests, each once. */
  readonly broken: readonly BrokenLine[];
}

/** The trace that the flags ask for: a file, or one made by the generator. */
export function traceSource(flags: Pick<DemoFlags, 'trace' | 'limit' | 'seed' | 'failureRate'>): TraceSource {
  const { trace, seed, failureRate } = flags;
  const limit = flags.limit ?? (trace === undefined ? GENERATED_REQUESTS : Infinity);
  const broken = new Map<number, BrokenLine>();
  async function* requests(): AsyncGenerator<TraceRequest> {
    const all =
      trace === undefined
        ? generateTrace(conversationModel, seed)
        : readTrace(trace, (line) => broken.set(line.line, line));
    let taken = 0;
    for await (const request of all) {
      yield request;
      if (++taken >= limit) return;
    }
  }
  return {
    name: trace ?? `a generated hour of chat (seed ${seed})`,
    requests,
    planned: async function* (law) {
      for await (const request of requests()) yield planRequest(request, { seed, law, failureRate });
    },
    get broken() {
      return [...broken.values()];
    },
  };
}
