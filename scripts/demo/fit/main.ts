import { readTrace } from '../trace/read-trace';
import { TraceRequest } from '../trace/trace-request';
import { fitTrace, momentsOf } from '../generator/fit-trace';
import { generateTrace } from '../generator/generate-trace';
import { ksDistance } from '../generator/ks-distance';

/** Fits the generator to a trace file: the model as JSON on stdout, how good it is on stderr. */
async function main(file: string): Promise<void> {
  const trace: TraceRequest[] = [];
  for await (const request of readTrace(file, ({ line, problem }) =>
    console.error(`line ${line} ${problem}`),
  )) {
    trace.push(request);
  }
  const model = fitTrace(trace);
  const made: TraceRequest[] = [];
  for (const request of generateTrace(model, 'goodness of fit')) {
    made.push(request);
    if (made.length === trace.length) break;
  }
  console.log(JSON.stringify(model));
  console.error(`KS context   ${ksDistance(trace.map(context), made.map(context)).toFixed(4)}`);
  console.error(`KS generated ${ksDistance(trace.map(generated), made.map(generated)).toFixed(4)}`);
  console.error(`KS gaps      ${ksDistance(gapsOf(trace), gapsOf(made)).toFixed(4)}`);
  for (const [name, sample] of Object.entries({ trace, made }))
    console.error(`${name}: ${described(sample)}`);
}

const context = ({ contextTokens }: TraceRequest) => contextTokens;
const generated = ({ generatedTokens }: TraceRequest) => generatedTokens;

function gapsOf(trace: readonly TraceRequest[]): number[] {
  return trace.slice(1).map((request, i) => request.atMs - trace[i]!.atMs);
}

function described(trace: readonly TraceRequest[]): string {
  const seconds = trace[trace.length - 1]!.atMs / 1000;
  const dispersion = [1, 10, 60].map(
    (windowSeconds) => `${windowSeconds} s ${dispersionOf(trace, windowSeconds)}`,
  );
  const means = [context, generated].map((of) => momentsOf(trace.map(of)).mean.toFixed(1));
  return `${trace.length} requests in ${seconds.toFixed(0)} s, means ${means.join(' and ')}, dispersion ${dispersion.join(', ')}`;
}

/** Variance over mean of the requests per window: 1 for a Poisson process, more the burstier. */
function dispersionOf(trace: readonly TraceRequest[], windowSeconds: number): string {
  const windows = Math.floor(trace[trace.length - 1]!.atMs / 1000 / windowSeconds);
  const counts = new Array<number>(windows).fill(0);
  for (const { atMs } of trace) {
    const window = Math.floor(atMs / 1000 / windowSeconds);
    if (window < windows) counts[window]!++;
  }
  const { mean, variance } = momentsOf(counts);
  return (variance / mean).toFixed(2);
}

void main(process.argv[2] ?? '');
