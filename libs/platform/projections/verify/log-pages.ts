import { EventStore, Position, RecordedEvent } from '@ledgerline/platform/eventstore';
import { RowChoice } from './row-sources';

export const VERIFY_PAGE_EVENTS = 2_000;

/** What must be read to recompute some rows: one stream, or the whole log up to a place. */
export async function* pagesFor(
  store: EventStore,
  choice: Pick<Extract<RowChoice, { kind: 'stream' }>, 'kind' | 'stream'> | { readonly kind: 'bucket' },
  upTo: Position | undefined,
): AsyncGenerator<readonly RecordedEvent[]> {
  if (upTo === undefined) return;
  let [after, fromRevision] = [undefined as Position | undefined, 0n];
  for (;;) {
    const countMax = VERIFY_PAGE_EVENTS;
    const page =
      choice.kind === 'stream'
        ? (await store.readStream(choice.stream, { fromRevision, countMax })).events
        : await store.readAll({ after, countMax });
    const last = page[page.length - 1];
    if (!last) return;
    yield page;
    if (last.position >= upTo) return;
    [after, fromRevision] = [last.position, last.revision + 1n];
  }
}
