import { setTimeout as pause } from 'node:timers/promises';
import { DatabaseError } from 'pg';
import { LogHistory, Position, TailMessage } from '../port';
import { PositionRefused, assertNotAhead, assertSameLog } from '../position-refused';
import { LogListener } from './log-listener';
import { LogPage, LogReader } from './log-reader';

const PAGE_EVENTS = 2_000;
/** A lost hint costs at most so much. */
const POLL_MS = 500;
const BACKOFF_MS = 20;
const BACKOFF_MS_MAX = 2_000;

export interface TailSource {
  readonly history: LogHistory;
  readonly reader: LogReader;
  readonly listener: LogListener;
}

/**
 * Reads page after page and waits at the end. There is no subscription that could break: after any loss the
 * next page is simply read again, after the last event delivered.
 * @throws PositionRefused when the log is another one or shorter than what was read, at the start and at any
 * page
 */
export async function* tailLog(
  source: TailSource,
  { after, signal }: { after: Position | undefined; signal: AbortSignal },
): AsyncGenerator<TailMessage> {
  let sequence = after === undefined ? 0n : source.history.sequenceOf(after);
  let ahead: Promise<LogPage | undefined> | undefined;
  for (let told = false; !signal.aborted;) {
    const since = source.listener.hints;
    const page = await (ahead ?? readPage(source, sequence, signal));
    ahead = undefined;
    if (!page) return;
    const full = page.events.length === PAGE_EVENTS;
    // While one page is worked on, the next is on its way; never more than one.
    if (full) ahead = readPage(source, sequence + BigInt(PAGE_EVENTS), signal);
    ahead?.catch(() => undefined);
    for (const event of page.events) {
      if (signal.aborted) return;
      if (event.position !== source.history.positionOf(++sequence)) {
        throw new PositionRefused(`the log has a hole before ${event.position}: it was altered`);
      }
      yield { kind: 'event', event };
    }
    if (full) continue;
    if (!told || page.events.length > 0) yield { kind: 'caught-up' };
    told = true;
    await source.listener.wait({ since, timeoutMs: POLL_MS, signal });
  }
}

/** Undefined when the signal aborted. Keeps trying while the server is away. */
async function readPage(
  source: TailSource,
  after: bigint,
  signal: AbortSignal,
): Promise<LogPage | undefined> {
  for (let failures = 0; !signal.aborted; failures++) {
    try {
      const page = await source.reader.page(after, PAGE_EVENTS);
      assertSameLog(source.history, page.identity);
      assertNotAhead({ storeId: page.identity, head: page.head }, after);
      return page;
    } catch (error) {
      if (error instanceof PositionRefused || isLasting(error)) throw error;
      const delay = Math.min(BACKOFF_MS * 2 ** failures, BACKOFF_MS_MAX);
      await pause(delay, undefined, { signal }).catch(() => undefined);
    }
  }
  return undefined;
}

/** A wrong statement or a missing right does not pass by waiting: the reader must not look alive. */
function isLasting(error: unknown): boolean {
  return error instanceof DatabaseError && /^(?:22|23|42)/.test(error.code ?? '');
}
