export * from './reaction';
export * from './due-source';
