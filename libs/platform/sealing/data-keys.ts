import { KeyObject } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { DataKeyStore, StoredDataKey } from './data-key-store';
import { MasterKey, newDataKey } from './master-key';

/** How many keys one statement asks for; what comes meanwhile waits for the next. */
const LOADED_AT_ONCE_MAX = 256;

export type DataKey = KeyObject | 'erased';

/** The unwrapped keys in reach, and the way to the others. */
export interface DataKeys {
  /** The key if it is at hand, without waiting. */
  cached(partyId: string): DataKey | undefined;
  /** The party's key, made and durable if there was none. Callers at the same instant share one. */
  getOrCreate(partyId: string): Promise<DataKey>;
  /** The party's key; `undefined` when it never had one. */
  get(partyId: string): Promise<DataKey | undefined>;
  forget(partyId: string): void;
}

export interface DataKeysOptions {
  readonly store: DataKeyStore;
  readonly master: MasterKey;
  readonly unwrap: (wrapped: Uint8Array, partyId: string) => KeyObject;
  readonly cachedMax: number;
  /** After so long a key is asked for again, so that an erasure made by another instance reaches this one. */
  readonly cachedForMs: number;
}

interface Waiting {
  readonly promise: Promise<DataKey>;
  readonly resolve: (key: DataKey) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Ten thousand accounts that turn up at once would be as many round trips, each with its own durable commit;
 * requests that arrive while a statement is under way are therefore asked for together in the next one.
 */
export function dataKeys(options: DataKeysOptions): DataKeys {
  const { store, master, unwrap } = options;
  const cache = new LRUCache<string, DataKey & object>({ max: options.cachedMax, ttl: options.cachedForMs });
  const tombstones = new LRUCache<string, true>({ max: options.cachedMax });
  const waiting = new Map<string, Waiting>();
  const inFlight = new Map<string, Waiting>();

  const cached = (partyId: string) => (tombstones.has(partyId) ? 'erased' : cache.get(partyId));

  const keep = (partyId: string, stored: StoredDataKey): DataKey => {
    if (stored === 'erased') tombstones.set(partyId, true);
    // A tombstone seen meanwhile wins over a key read before it.
    if (stored === 'erased' || tombstones.has(partyId)) return 'erased';
    const key = unwrap(stored, partyId);
    cache.set(partyId, key);
    return key;
  };

  const loadWaiting = async () => {
    for (const [partyId, request] of waiting) {
      if (inFlight.size === LOADED_AT_ONCE_MAX) break;
      waiting.delete(partyId);
      inFlight.set(partyId, request);
    }
    try {
      const candidates = new Map([...inFlight.keys()].map((id) => [id, master.wrap(newDataKey(), id)]));
      const stored = await store.getOrCreate(candidates);
      for (const [partyId, request] of inFlight) settle(request, () => keep(partyId, stored.get(partyId)!));
    } catch (error) {
      for (const request of inFlight.values()) request.reject(error);
    }
    inFlight.clear();
    if (waiting.size > 0) void loadWaiting();
  };

  return {
    cached,
    getOrCreate: (partyId) => {
      const atHand = cached(partyId);
      if (atHand) return Promise.resolve(atHand);
      const underWay = inFlight.get(partyId) ?? waiting.get(partyId);
      if (underWay) return underWay.promise;
      const request = newWaiting();
      waiting.set(partyId, request);
      if (inFlight.size === 0 && waiting.size === 1) queueMicrotask(() => void loadWaiting());
      return request.promise;
    },
    get: async (partyId) => {
      const stored = cached(partyId) ?? (await store.get([partyId])).get(partyId);
      return stored instanceof Uint8Array ? keep(partyId, stored) : stored;
    },
    forget: (partyId) => {
      cache.delete(partyId);
      tombstones.set(partyId, true);
    },
  };
}

function newWaiting(): Waiting {
  let resolve!: Waiting['resolve'];
  let reject!: Waiting['reject'];
  const promise = new Promise<DataKey>((onKey, onError) => {
    resolve = onKey;
    reject = onError;
  });
  return { promise, resolve, reject };
}

function settle(request: Waiting, key: () => DataKey): void {
  try {
    request.resolve(key());
  } catch (error) {
    request.reject(error);
  }
}
