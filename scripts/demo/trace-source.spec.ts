import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipf } from './chance/zipf';
import { traceSource } from './trace-source';

const flags = { trace: undefined, limit: undefined, seed: 's', failureRate: 0.5 };

async function counted<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

describe('the source of requests', () => {
  it('makes an hour of traffic without a file, and stops at the limit', async () => {
    expect(await counted(traceSource(flags).requests())).toHaveLength(20_000);
    expect(await counted(traceSource({ ...flags, limit: 7 }).requests())).toHaveLength(7);
  });

  it('reads the same again, and plans the same by seed', async () => {
    const source = traceSource({ ...flags, limit: 100 });
    expect(await counted(source.requests())).toEqual(await counted(source.requests()));
    const planned = await counted(source.planned(zipf(10)));
    expect(planned).toEqual(await counted(traceSource({ ...flags, limit: 100 }).planned(zipf(10))));
    const failed = planned.filter(({ fails }) => fails).length;
    expect(failed).toBeGreaterThan(25);
    expect(failed).toBeLessThan(75);
  });

  it('tells each broken line of a file once, however often it is read', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'trace-source-'));
    const trace = join(folder, 'trace.csv');
    const lines = ['TIMESTAMP,ContextTokens,GeneratedTokens', '2023-11-16 18:15:46,1,2', 'broken'];
    writeFileSync(trace, lines.join('\n'));
    const source = traceSource({ ...flags, trace });
    await counted(source.requests());
    expect(await counted(source.requests())).toHaveLength(1);
    expect(source.broken).toEqual([{ line: 3, problem: 'has 1 fields instead of 3: "broken"' }]);
    rmSync(folder, { recursive: true });
  });
});
