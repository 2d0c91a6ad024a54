export { Closers } from './closers';
export { startProjecting, type Projecting } from './projecting';
export { openStore, startRuntime, type Runtime, type RuntimeOptions } from './runtime';
