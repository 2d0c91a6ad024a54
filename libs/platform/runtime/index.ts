export { Closers } from './closers';
export { startProjecting, type Projecting } from './projecting';
export { openStore, startRuntime, type Runtime, type RuntimeOptions } from './runtime';
export { untilReachable, type Reachable } from './until-reachable';
