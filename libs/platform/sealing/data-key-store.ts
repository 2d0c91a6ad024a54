/**
 * Where the wrapped data keys live: outside the log, and outside its backup. One key per party, for ever; an
 * erased key leaves a tombstone, so that the next use does not quietly make a new one.
 */
export interface DataKeyStore {
  // Each of them throws KeysUnavailable when the store does not answer.
  /**
   * The keys of these parties as stored. A party without one gets the candidate given for it; when two
   * instances offer one at the same instant, both hear the one that won. Answers once the keys are durable.
   */
  getOrCreate(candidates: ReadonlyMap<string, Uint8Array>): Promise<ReadonlyMap<string, StoredDataKey>>;

  /** The stored keys of those parties that ever had one. */
  get(partyIds: readonly string[]): Promise<ReadonlyMap<string, StoredDataKey>>;

  /** Destroys the key, and any that a slower instance might still want to create. Repeating is harmless. */
  erase(partyId: string): Promise<void>;
}

/** The keys could neither be read nor made: nothing was sealed or opened, and trying again is safe. */
export class KeysUnavailable extends Error {
  constructor(cause: unknown) {
    super(`the data keys cannot be reached (${(cause as Error).message})`, { cause });
    this.name = 'KeysUnavailable';
  }
}

/** A key wrapped by a master key, or the tombstone of one. */
export type StoredDataKey = Uint8Array | 'erased';
