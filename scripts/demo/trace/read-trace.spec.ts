import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readTrace } from './read-trace';
import { BrokenLine, TraceRequest } from './trace-request';

const folder = mkdtempSync(join(tmpdir(), 'trace-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function read(...lines: string[]): Promise<{ requests: TraceRequest[]; broken: BrokenLine[] }> {
  const file = join(folder, 'trace.csv');
  writeFileSync(file, lines.join('\n'));
  const requests: TraceRequest[] = [];
  const broken: BrokenLine[] = [];
  for await (const request of readTrace(file, (line) => broken.push(line))) requests.push(request);
  return { requests, broken };
}

const HEADER = 'TIMESTAMP,ContextTokens,GeneratedTokens';

describe('a trace file', () => {
  it('gives each request its line, its arrival after the first and its tokens', async () => {
    const { requests, broken } = await read(
      HEADER,
      '2023-11-16 18:15:46.6805900,374,44',
      '2023-11-16 18:15:50.9951690,396,109',
      '2023-11-16T18:16:46.680590+00:00,5,7',
    );
    expect(broken).toEqual([]);
    expect(
      requests.map(({ line, contextTokens, generatedTokens }) => [line, contextTokens, generatedTokens]),
    ).toEqual([
      [2, 374, 44],
      [3, 396, 109],
      [4, 5, 7],
    ]);
    expect(requests[1]!.atMs).toBeCloseTo(4314.579, 2);
    expect(requests[2]!.atMs).toBeCloseTo(60_000, 2);
  });

  it('names each broken line by its number and reads on', async () => {
    const { requests, broken } = await read(
      HEADER,
      '2023-11-16 18:15:46,374,44',
      '2023-11-16 18:15:47,374',
      'yesterday,374,44',
      '2023-11-16 18:15:48,-1,44',
      '',
      '2023-11-16 18:15:49,374,4.5',
      '2023-13-41 18:15:49,374,4',
      '2023-11-16 18:15:50,1,2',
    );
    expect(requests.map(({ line }) => line)).toEqual([2, 9]);
    expect(broken).toEqual([
      { line: 3, problem: 'has 2 fields instead of 3: "2023-11-16 18:15:47,374"' },
      { line: 4, problem: 'TIMESTAMP is no time: "yesterday"' },
      { line: 5, problem: 'ContextTokens is no count: "-1"' },
      { line: 7, problem: 'GeneratedTokens is no count: "4.5"' },
      { line: 8, problem: 'TIMESTAMP is no time: "2023-13-41 18:15:49"' },
    ]);
  });

  it('never runs backwards: a late line arrives together with its predecessor', async () => {
    const { requests } = await read(
      HEADER,
      '2023-11-16 18:15:46,1,1',
      '2023-11-16 18:15:48,1,1',
      '2023-11-16 18:15:47,1,1',
    );
    expect(requests.map(({ atMs }) => atMs)).toEqual([0, 2000, 2000]);
  });

  it('without its header is refused and told what line 1 should be', async () => {
    await expect(read('2023-11-16 18:15:46,374,44')).rejects.toThrow(`it should be ${HEADER}`);
    await expect(read('')).rejects.toThrow('is empty');
  });

  it('without any request, or absent, is refused', async () => {
    await expect(read(HEADER, 'x')).rejects.toThrow('holds no request');
    const absent = readTrace(join(folder, 'absent.csv'), () => undefined);
    await expect(absent.next()).rejects.toThrow(/cannot read the trace .*ENOENT/);
  });
});
