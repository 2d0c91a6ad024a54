import { EventStore, Position } from '@ledgerline/platform/eventstore';
import { LogAccountant } from './log-accountant';

const PAGE_EVENTS = 2_000;

/** Reads the whole log, page by page, straight from the event store. */
export async function auditLog(
  store: EventStore,
): Promise<{ accountant: LogAccountant; position: Position }> {
  const accountant = new LogAccountant();
  let position: Position | undefined;
  for (;;) {
    const page = await store.readAll({ after: position, countMax: PAGE_EVENTS });
    for (const event of page) accountant.record(event);
    position = page[page.length - 1]?.position ?? position;
    if (page.length === 0) return { accountant, position: position ?? '' };
  }
}
