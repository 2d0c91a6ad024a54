export { createLogger, nestLogger } from './logger';
export type { Logger, LoggerOptions } from './logger';
export { createMetrics } from './metrics';
export type { Metrics, MetricsOptions } from './metrics';
export {
  commandObserver,
  ledgerObserver,
  projectionObserver,
  recordLags,
  sweepObserver,
  verifyObserver,
} from './observers';
export { reactionObserver, recordReactionLag } from './reaction-observer';
export { withoutSecrets } from './redaction';
