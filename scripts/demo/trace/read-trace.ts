import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { isTraceHeader, parseTraceLine, TRACE_HEADER } from './parse-trace-line';
import { BrokenLine, TraceRequest } from './trace-request';

/** The file as a whole is of no use: absent, unreadable, or not a trace. */
export class UnusableTrace extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UnusableTrace';
  }
}

/**
 * Streams the requests of a trace file in its order; memory does not grow with the file. A request whose
 * timestamp lies before its predecessor's counts as arriving together with it: a trace never runs backwards.
 * @throws UnusableTrace when the file cannot be read or does not begin with the header
 */
export async function* readTrace(
  file: string,
  onBroken: (broken: BrokenLine) => void,
): AsyncGenerator<TraceRequest> {
  let startEpochMs: number | undefined;
  let atMs = 0;
  for await (const { text, line } of numberedLines(file)) {
    if (line === 1) {
      assertHeader(text, file);
      continue;
    }
    if (text.trim() === '') continue;
    const parsed = parseTraceLine(text, line);
    if ('problem' in parsed) {
      onBroken(parsed);
      continue;
    }
    startEpochMs ??= parsed.epochMs;
    atMs = Math.max(atMs, parsed.epochMs - startEpochMs);
    const { contextTokens, generatedTokens } = parsed;
    yield { line, atMs, contextTokens, generatedTokens };
  }
  if (startEpochMs === undefined) throw new UnusableTrace(`${file} holds no request`);
}

async function* numberedLines(file: string): AsyncGenerator<{ text: string; line: number }> {
  const input = createReadStream(file, { encoding: 'utf8' });
  let line = 0;
  try {
    for await (const text of createInterface({ input, crlfDelay: Infinity })) yield { text, line: ++line };
  } catch (error) {
    if (error instanceof UnusableTrace) throw error;
    throw new UnusableTrace(`cannot read the trace ${file}: ${(error as Error).message}`);
  } finally {
    input.destroy();
  }
  if (line === 0) throw new UnusableTrace(`${file} is empty; line 1 should be ${TRACE_HEADER}`);
}

function assertHeader(text: string, file: string): void {
  if (isTraceHeader(text)) return;
  throw new UnusableTrace(
    `line 1 of ${file} is ${JSON.stringify(text.slice(0, 80))}; it should be ${TRACE_HEADER}`,
  );
}
