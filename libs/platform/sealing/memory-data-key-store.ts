import { DataKeyStore, StoredDataKey } from './data-key-store';

/** Keeps the keys in this process: for tests and for the in-memory log, which forgets as much. */
export function memoryDataKeyStore(): DataKeyStore {
  const keys = new Map<string, StoredDataKey>();
  const read = (partyIds: Iterable<string>) =>
    new Map([...partyIds].flatMap((id) => (keys.has(id) ? [[id, keys.get(id)!] as const] : [])));
  return {
    getOrCreate: async (candidates) => {
      for (const [partyId, wrapped] of candidates) if (!keys.has(partyId)) keys.set(partyId, wrapped);
      return read(candidates.keys());
    },
    get: async (partyIds) => read(partyIds),
    erase: async (partyId) => void keys.set(partyId, 'erased'),
  };
}
