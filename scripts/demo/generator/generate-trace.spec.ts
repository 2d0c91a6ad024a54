import { TraceRequest } from '../trace/trace-request';
import { fitTrace, momentsOf } from './fit-trace';
import { generateTrace } from './generate-trace';
import { ksDistance } from './ks-distance';
import { codeModel } from './models/code';
import { conversationModel } from './models/conversation';
import { TraceModel } from './trace-model';

function taken(model: TraceModel, seed: string, count: number): TraceRequest[] {
  const requests: TraceRequest[] = [];
  for (const request of generateTrace(model, seed)) {
    requests.push(request);
    if (requests.length === count) break;
  }
  return requests;
}

const gapsOf = (trace: readonly TraceRequest[]) => trace.slice(1).map(({ atMs }, i) => atMs - trace[i]!.atMs);

describe('the trace generator', () => {
  it('makes the same trace of the same seed and another of another', () => {
    expect(taken(conversationModel, 'a', 50)).toEqual(taken(conversationModel, 'a', 50));
    expect(taken(conversationModel, 'a', 50)).not.toEqual(taken(conversationModel, 'b', 50));
  });

  it('numbers requests from 1, in order of time, with whole tokens', () => {
    const trace = taken(codeModel, 'order', 2_000);
    expect(trace[0]).toMatchObject({ line: 1, atMs: 0 });
    for (const [i, request] of trace.entries()) {
      expect(request.line).toBe(i + 1);
      expect(request.atMs).toBeGreaterThanOrEqual(trace[i - 1]?.atMs ?? 0);
      expect(Number.isInteger(request.contextTokens) && request.contextTokens > 0).toBe(true);
      expect(Number.isInteger(request.generatedTokens) && request.generatedTokens > 0).toBe(true);
    }
  });

  // The published means of the traces: 1,155 and 211 tokens at 5.53 requests/s, 2,048 and 28 at 2.57.
  it.each([
    ['conversation', conversationModel, { context: 1_155, generated: 211, perSecond: 5.53 }],
    ['code', codeModel, { context: 2_048, generated: 28, perSecond: 2.57 }],
  ])('keeps the means of the %s trace', (_name, model, means) => {
    const trace = taken(model, 'means', 19_366);
    const perSecond = trace.length / (trace[trace.length - 1]!.atMs / 1000);
    expect(momentsOf(trace.map((r) => r.contextTokens)).mean / means.context).toBeCloseTo(1, 1);
    expect(momentsOf(trace.map((r) => r.generatedTokens)).mean / means.generated).toBeCloseTo(1, 1);
    expect(Math.abs(perSecond / means.perSecond - 1)).toBeLessThan(0.25);
  });

  it('is fitted so well that a fit of what it makes makes the same again', () => {
    const original = taken(conversationModel, 'original', 10_000);
    const again = taken(fitTrace(original), 'again', 10_000);
    const distances = [
      ksDistance(
        original.map((r) => r.contextTokens),
        again.map((r) => r.contextTokens),
      ),
      ksDistance(
        original.map((r) => r.generatedTokens),
        again.map((r) => r.generatedTokens),
      ),
      ksDistance(gapsOf(original), gapsOf(again)),
    ];
    for (const distance of distances) expect(distance).toBeLessThan(0.04);
  });
});

describe("Kolmogorov and Smirnov's distance", () => {
  it('is 0 between equal samples, 1 between apart ones and the largest gap between others', () => {
    expect(ksDistance([3, 1, 2], [1, 2, 3])).toBe(0);
    expect(ksDistance([1, 2], [3, 4])).toBe(1);
    expect(ksDistance([1, 2, 3, 4], [3, 4, 5, 6])).toBe(0.5);
  });
});
