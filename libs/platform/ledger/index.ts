export * from './ledger';
export * from './ledger-bounds';
export * from './ledger-observer';
export * from './ledger-result';
export { commandIdOf } from './stamp';
export * from './stream-definition';
export type { StreamHead } from './stream-head';
