import { drawsOf, normalOf, normalShareBelow } from '../chance/draws';
import { TraceRequest } from '../trace/trace-request';
import { quantileAt } from './quantile-table';
import { TraceModel } from './trace-model';

const MINUTE_MS = 60_000;

/**
 * An endless trace with the distributions of `model`; the same seed makes the same trace, whatever is read
 * of it.
 */
export function* generateTrace(model: TraceModel, seed: string): Generator<TraceRequest> {
  const rateAt = swingingRate(model.swing, seed);
  let atMs = 0;
  for (let line = 1; ; line++) {
    yield { line, atMs, ...tokensOf(model, seed, line) };
    const [gapShare] = drawsOf(seed, 'gap', line);
    atMs += quantileAt(model.gapsMs, gapShare) / rateAt(atMs);
  }
}

/**
 * A Gaussian copula: both counts keep their own distribution and are large together as often as in the
 * trace.
 */
function tokensOf(model: TraceModel, seed: string, line: number) {
  const [a, b, c, d] = drawsOf(seed, 'tokens', line);
  const context = normalOf(a, b);
  const { tokenCorrelation: r } = model;
  const generated = r * context + Math.sqrt(1 - r * r) * normalOf(c, d);
  return {
    contextTokens: Math.round(quantileAt(model.contextTokens, normalShareBelow(context))),
    generatedTokens: Math.round(quantileAt(model.generatedTokens, normalShareBelow(generated))),
  };
}

/** The rate as a multiple of its mean: straight between the minutes' values, asked in order of time. */
function swingingRate(
  { logDeviation, correlation }: TraceModel['swing'],
  seed: string,
): (atMs: number) => number {
  const rates: number[] = [];
  let deviation = 0;
  const rateOfMinute = (minute: number): number => {
    while (rates.length <= minute) {
      const [a, b] = drawsOf(seed, 'swing', rates.length);
      const step = rates.length === 0 ? 1 : Math.sqrt(1 - correlation ** 2);
      deviation = correlation * deviation + step * normalOf(a, b);
      rates.push(Math.exp(logDeviation * deviation - logDeviation ** 2 / 2));
    }
    return rates[minute]!;
  };
  return (atMs) => {
    const minute = Math.floor(atMs / MINUTE_MS);
    const part = atMs / MINUTE_MS - minute;
    return rateOfMinute(minute) * (1 - part) + rateOfMinute(minute + 1) * part;
  };
}
