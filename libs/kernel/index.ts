export * from './credits';
export * from './decider';
export * from './event';
export * from './event-registry';
export * from './invariant';
export * from './limit-kinds';
export * from './money';
export * from './time';
