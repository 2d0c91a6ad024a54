export * from './domain/catalog';
export * from './domain/catalog-document';
export * from './domain/catalog-errors';
export * from './domain/catalog-stream';
export * from './domain/default-catalog';
export * from './domain/price';
