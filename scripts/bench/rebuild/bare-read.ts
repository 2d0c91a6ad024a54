import type { EventStore, Position } from '@ledgerline/platform/eventstore';

export interface ReadFigures {
  readonly events: number;
  readonly seconds: number;
}

const PAGE_EVENTS = 10_000;

/** The whole log in pages, the next one on its way while one is counted: what reading costs and no more. */
export async function bareRead(store: EventStore): Promise<ReadFigures> {
  const startedMs = performance.now();
  const page = (after: Position | undefined) => store.readAll({ after, countMax: PAGE_EVENTS });
  let events = 0;
  for (let next = page(undefined); ;) {
    const found = await next;
    events += found.length;
    if (found.length < PAGE_EVENTS) break;
    next = page(found[found.length - 1]!.position);
  }
  return { events, seconds: (performance.now() - startedMs) / 1_000 };
}

/** The same events as a reader that follows the log gets them. */
export async function bareSubscription(store: EventStore, eventsMax: number): Promise<ReadFigures> {
  const startedMs = performance.now();
  const stop = new AbortController();
  let events = 0;
  for await (const { kind } of store.tail({ after: undefined, signal: stop.signal })) {
    if (kind === 'event' && ++events >= eventsMax) break;
  }
  stop.abort();
  return { events, seconds: (performance.now() - startedMs) / 1_000 };
}
