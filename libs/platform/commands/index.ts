export * from './command-gateway';
export * from './command-slice';
