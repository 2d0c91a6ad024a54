export { decrypt, encrypt, SealBroken } from './cipher';
export { KeysUnavailable, type DataKeyStore, type StoredDataKey } from './data-key-store';
export { memoryDataKeyStore } from './memory-data-key-store';
export { postgresDataKeyStore } from './postgres-data-key-store';
export type { KeyDatabase } from './postgres-data-key-store';
export { createSealer } from './sealer';
export type { Sealer, SealerOptions } from './sealer';
