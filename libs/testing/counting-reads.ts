import { EventStore } from '@ledgerline/platform/eventstore';

/** The same store, and how many events were read from its streams: what a cache is there to spare. */
export function countingReads(store: EventStore): { readonly store: EventStore; events(): number } {
  let events = 0;
  const counting = new Proxy(store, {
    get: (target, name: keyof EventStore) => {
      if (name === 'readStream') {
        return async (...asked: Parameters<EventStore['readStream']>) => {
          const page = await target.readStream(...asked);
          events += page.events.length;
          return page;
        };
      }
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? (value as () => unknown).bind(target) : value;
    },
  });
  return { store: counting, events: () => events };
}
