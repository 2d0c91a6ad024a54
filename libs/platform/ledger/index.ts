export * from './ledger-result';
export * from './stream-definition';
