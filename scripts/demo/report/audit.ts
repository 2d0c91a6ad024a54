import { EventStore, Position } from '@ledgerline/platform/eventstore';
import { LedgerClient } from '../play/ledger-client';
import { Books } from './books';
import { LogAccountant } from './log-accountant';
import { dashboardBooks, readModelBooks } from './read-model-books';

export interface Audit {
  readonly accountant: LogAccountant;
  readonly log: Books;
  readonly readModels: Books;
  readonly dashboard: Books;
}

const PAGE_EVENTS = 2_000;
const ATTEMPTS_MAX = 20;

/**
 * Keeps the books twice over the same log: from the raw events, read straight from the store, and from the
 * read models at that place. Something may be recorded in between (a refill, a lapse); then both are read
 * again.
 * @throws when the log never stands still
 */
export async function audit(store: EventStore, client: LedgerClient): Promise<Audit> {
  const accountant = new LogAccountant();
  let position = await readOn(store, accountant, undefined);
  for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
    const readModels = await readModelBooks(client, position ?? '');
    const dashboard = await dashboardBooks(client, position ?? '');
    const log = accountant.books(new Date().toISOString());
    const head = await readOn(store, accountant, position);
    if (head === position) return { accountant, log, readModels, dashboard };
    position = head;
  }
  throw new Error('the log grew during each of many audits: is somebody else writing to it?');
}

/** Reads the log from a place to its end; answers where that is. */
async function readOn(
  store: EventStore,
  accountant: LogAccountant,
  after: Position | undefined,
): Promise<Position | undefined> {
  let position = after;
  for (;;) {
    const page = await store.readAll({ after: position, countMax: PAGE_EVENTS });
    for (const event of page) accountant.record(event);
    if (page.length === 0) return position;
    position = page[page.length - 1]!.position;
  }
}
