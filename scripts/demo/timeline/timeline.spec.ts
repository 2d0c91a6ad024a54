import { PlannedRequest } from '../calibration/plan-request';
import { timeline } from './timeline';

function planned(line: number, atMs: number, durationMs: number): PlannedRequest {
  return { line, atMs, durationMs, contextTokens: 1, generatedTokens: 1, accountRank: 0, fails: false };
}

async function told(arrivals: PlannedRequest[]): Promise<string[]> {
  const moments: string[] = [];
  for await (const { kind, request } of timeline(arrivals)) moments.push(`${request.line} ${kind}`);
  return moments;
}

describe('the timeline', () => {
  it('orders arrivals and completions by the time of the trace', async () => {
    const moments = await told([
      planned(1, 0, 100),
      planned(2, 10, 20),
      planned(3, 50, 10),
      planned(4, 200, 1),
    ]);
    expect(moments).toEqual([
      ...['1 arrives', '2 arrives', '2 finishes', '3 arrives', '3 finishes', '1 finishes'],
      ...['4 arrives', '4 finishes'],
    ]);
  });

  it('frees before it takes: what finishes at the instant of an arrival comes first', async () => {
    expect(await told([planned(1, 0, 10), planned(2, 10, 10)])).toEqual([
      ...['1 arrives', '1 finishes', '2 arrives', '2 finishes'],
    ]);
  });

  it('keeps the order of lines among completions of one instant', async () => {
    const moments = await told([planned(1, 0, 30), planned(2, 10, 20), planned(3, 20, 10)]);
    expect(moments.slice(3)).toEqual(['1 finishes', '2 finishes', '3 finishes']);
  });

  it('tells every request once arriving and once finishing, never out of order', async () => {
    const arrivals = Array.from({ length: 500 }, (_, i) => planned(i, i * 7, ((i * 7919) % 1000) + 1));
    let last = 0;
    const seen = new Map<number, number>();
    for await (const { atMs, request } of timeline(arrivals)) {
      expect(atMs).toBeGreaterThanOrEqual(last);
      last = atMs;
      seen.set(request.line, (seen.get(request.line) ?? 0) + 1);
    }
    expect([...seen.values()].every((times) => times === 2)).toBe(true);
    expect(seen.size).toBe(500);
  });
});
