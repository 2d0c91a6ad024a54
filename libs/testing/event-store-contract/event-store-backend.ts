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
  /** Where a test cannot hold an append open while others commit, and why not. */
  readonly neverHolds: Readonly<Partial<Record<HoldPoint, string>>>;
}

/**
 * Where an append is held open: before it has its place in the log, or with its place taken and nothing
 * committed. A reader that trusts places alone skips what commits late in the second case.
 */
export type HoldPoint = 'before its place is taken' | 'between its place and its commit';

/** An append that has begun and that only {@link release} lets commit. */
export interface HeldAppend {
  /** Whether every other append now waits for this one, as behind a lock that it holds. */
  othersWait(): Promise<boolean>;
  /** Lets it commit, and resolves when it has. */
  release(): Promise<void>;
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
  /** Begins to append one event to a new stream, and holds it; not at a point that the traits exclude. */
  holdAppend(point: HoldPoint, stream: string): Promise<HeldAppend>;
  dispose(): Promise<void>;
}

export const MEMORY_TRAITS: EventStoreTraits = {
  positionsCount: true,
  tellsRepeats: true,
  commandsKnownAtOnce: true,
  startsStreamsLate: true,
  breaksTails: false,
  neverHolds: {
    'before its place is taken': 'appending in memory is one step',
    'between its place and its commit': 'appending in memory is one step',
  },
};

/** The in-memory store: all instances share it. */
export async function memoryBackend(): Promise<EventStoreBackend> {
  const store = new MemoryEventStore();
  return {
    open: async () => store,
    startStreamAt: async (stream, revision) => store.startStreamAt(stream, revision),
    indexed: async () => undefined,
    breakTails: async () => undefined,
    holdAppend: cannotHold,
    dispose: () => store.close(),
  };
}

/** For a point that the traits exclude: no test asks for it. */
export async function cannotHold(point: HoldPoint): Promise<never> {
  throw new Error(`this store cannot hold an append ${point}`);
}
