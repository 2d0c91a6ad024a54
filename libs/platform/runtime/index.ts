export { Closers } from './closers';
export { startProjecting, type Projecting } from './projecting';
export { startRuntime, type Runtime, type RuntimeOptions } from './runtime';
