import { BrokenLine } from './trace-request';

export const TRACE_HEADER = 'TIMESTAMP,ContextTokens,GeneratedTokens';

/** No model takes a context near this; a larger figure is a damaged line, not a request. */
const TOKENS_MAX = 10_000_000;
const SHOWN_CHARS_MAX = 60;
const TIMESTAMP = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}:\d{2})(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})?$/;

export interface ParsedLine {
  readonly line: number;
  /** Unix time in milliseconds; fractions are kept, for arrivals are closer than a millisecond. */
  readonly epochMs: number;
  readonly contextTokens: number;
  readonly generatedTokens: number;
}

/** Reads one line below the header. A timestamp without a zone is taken as UTC. */
export function parseTraceLine(text: string, line: number): ParsedLine | BrokenLine {
  const fields = text.split(',').map((field) => field.trim());
  if (fields.length !== 3)
    return { line, problem: `has ${fields.length} fields instead of 3: ${shown(text)}` };
  const [at, context, generated] = fields as [string, string, string];
  const epochMs = parseTimestamp(at);
  if (epochMs === undefined) return { line, problem: `TIMESTAMP is no time: ${shown(at)}` };
  const contextTokens = parseTokens(context);
  if (contextTokens === undefined) return { line, problem: `ContextTokens is no count: ${shown(context)}` };
  const generatedTokens = parseTokens(generated);
  if (generatedTokens === undefined)
    return { line, problem: `GeneratedTokens is no count: ${shown(generated)}` };
  return { line, epochMs, contextTokens, generatedTokens };
}

export function isTraceHeader(text: string): boolean {
  return (
    text
      .replace(/^\uFEFF/, '')
      .replaceAll(/\s/g, '')
      .toLowerCase() === TRACE_HEADER.toLowerCase()
  );
}

function parseTimestamp(text: string): number | undefined {
  const match = TIMESTAMP.exec(text);
  if (!match) return undefined;
  const [, day, time, fraction = '', zone = 'Z'] = match;
  const wholeSecondsMs = Date.parse(`${day}T${time}${zone}`);
  return Number.isNaN(wholeSecondsMs) ? undefined : wholeSecondsMs + Number(`0${fraction}`) * 1000;
}

function parseTokens(text: string): number | undefined {
  if (!/^\d{1,9}$/.test(text)) return undefined;
  const tokens = Number(text);
  return tokens <= TOKENS_MAX ? tokens : undefined;
}

function shown(text: string): string {
  return JSON.stringify(text.length > SHOWN_CHARS_MAX ? `${text.slice(0, SHOWN_CHARS_MAX)}…` : text);
}
