import { EventStore, MemoryEventStore } from '@ledgerline/platform/eventstore';

/** One log, and as many instances of the application on it as a test opens. */
export interface EventStoreBackend {
  open(): Promise<EventStore>;
  /** As though the stream's events up to `revision` had gone before. */
  startStreamAt(stream: string, revision: bigint): Promise<void>;
  dispose(): Promise<void>;
}

/** The in-memory store: all instances share it. */
export async function memoryBackend(): Promise<EventStoreBackend> {
  const store = new MemoryEventStore();
  return {
    open: async () => store,
    startStreamAt: async (stream, revision) => store.startStreamAt(stream, revision),
    dispose: () => store.close(),
  };
}
