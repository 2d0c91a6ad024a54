import type { EventRegistry } from '@ledgerline/kernel';
import type { MemoryEventStore } from '@ledgerline/platform/eventstore';
import { decodeEvents, foldInMemory, type Projection } from '@ledgerline/platform/projections';
import type { BillingParts } from '../billing-parts';

/**
 * Read models that are folded when they are asked, of a log in memory: for reactions that look up a row by
 * the provider and its id of a payment or a method, and nothing else.
 */
export function foldedModels(
  store: MemoryEventStore,
  events: readonly EventRegistry[],
): BillingParts['models'] {
  const decode = decodeEvents(events);
  const query = async (projection: Projection, _text: string, [provider, id]: readonly unknown[]) => {
    const recorded = await store.readAll({ after: undefined, countMax: 100_000 });
    const log = recorded.flatMap((event) => decode(event) ?? []);
    const rows = foldInMemory(projection, log) as readonly Record<string, unknown>[];
    const isIt = (row: Record<string, unknown>) =>
      row.provider === provider && [row.payment_id, row.provider_method_id].includes(id);
    return { rows: rows.filter(isIt) };
  };
  return { query } as unknown as BillingParts['models'];
}
