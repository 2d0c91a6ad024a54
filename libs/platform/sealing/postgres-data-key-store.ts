import { DataKeyStore, KeysUnavailable, StoredDataKey } from './data-key-store';

/** The little of `pg.Pool` that is needed here. */
export interface KeyDatabase {
  query(text: string, values: unknown[]): Promise<{ rows: { party_id: string; wrapped: Buffer | null }[] }>;
}

const SELECT = 'select party_id, wrapped from keys.data_keys where party_id = any($1::text[])';

// Sorted, so that two instances creating the same keys wait for each other in one order only.
const INSERT = `insert into keys.data_keys (party_id, wrapped)
  select party_id, wrapped from unnest($1::text[], $2::bytea[]) as candidate (party_id, wrapped)
  order by party_id on conflict (party_id) do nothing`;

const ERASE = `insert into keys.data_keys as stored (party_id, wrapped, erased_at) values ($1, null, now())
  on conflict (party_id) do update set wrapped = null, erased_at = now() where stored.erased_at is null`;

/**
 * Keys in the table `keys.data_keys`. Each statement commits by itself: once the insert has answered the key
 * is durable, and the select after it sees whichever instance's key won.
 */
export function postgresDataKeyStore(database: KeyDatabase): DataKeyStore {
  const query: KeyDatabase['query'] = (text, values) =>
    database.query(text, values).catch((cause: unknown) => {
      throw new KeysUnavailable(cause);
    });
  const get = async (partyIds: readonly string[]) => {
    const { rows } = await query(SELECT, [partyIds]);
    return new Map<string, StoredDataKey>(rows.map((row) => [row.party_id, row.wrapped ?? 'erased']));
  };
  return {
    get,
    getOrCreate: async (candidates) => {
      const partyIds = [...candidates.keys()];
      const stored = await get(partyIds);
      const missing = partyIds.filter((partyId) => !stored.has(partyId));
      if (missing.length === 0) return stored;
      await query(INSERT, [missing, missing.map((partyId) => Buffer.from(candidates.get(partyId)!))]);
      return new Map([...stored, ...(await get(missing))]);
    },
    erase: async (partyId) => void (await query(ERASE, [partyId])),
  };
}
