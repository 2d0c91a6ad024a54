import { EventStore, MemoryEventStore } from '@ledgerline/platform/eventstore';

/** Where stores differ. What each one answers is asserted; nothing is left out. */
export interface EventStoreTraits {
  /** Positions count events, without a hole; else they only grow. */
  readonly positionsCount: boolean;
  /** An append that had been there already is told apart from a new one. */
  readonly tellsRepeats: boolean;
  /** A command is known on every stream at once; else on others as soon as the index has it. */
  readonly commandsKnownAtOnce: boolean;
  /** A test can begin a stream at a late revision. */
  readonly startsStreamsLate: boolean;
  /** Tails come over connections, which a test can break. */
  readonly breaksTails: boolean;
}

/** One log, and as many instances of the application on it as a test opens. */
export interface EventStoreBackend {
  open(): Promise<EventStore>;
  /** As though the stream's events up to `revision` had gone before. */
  startStreamAt(stream: string, revision: bigint): Promise<void>;
  /** Resolves when the memory of commands holds all that the log holds now. */
  indexed(): Promise<void>;
  /** Breaks what tails are read over: with an error, or as though it had come to its normal end. */
  breakTails(how: 'error' | 'end'): Promise<void>;
  dispose(): Promise<void>;
}

export const MEMORY_TRAITS: EventStoreTraits = {
  positionsCount: true,
  tellsRepeats: true,
  commandsKnownAtOnce: true,
  startsStreamsLate: true,
  breaksTails: false,
};

/** The in-memory store: all instances share it. */
export async function memoryBackend(): Promise<EventStoreBackend> {
  const store = new MemoryEventStore();
  return {
    open: async () => store,
    startStreamAt: async (stream, revision) => store.startStreamAt(stream, revision),
    indexed: async () => undefined,
    breakTails: async () => undefined,
    dispose: () => store.close(),
  };
}
