import type { Logger, Metrics } from '@ledgerline/platform/telemetry';
import type { HealthCheck } from './health-check';

/** Injection token of {@link HealthParts}. */
export const HEALTH = Symbol('health');

export interface HealthParts {
  readonly checks: readonly HealthCheck[];
  readonly metrics: Metrics;
  /** SHA-256 hex of the token that may read the metrics; absent = everybody. */
  readonly metricsKey: string | undefined;
  readonly logger: Logger;
  readonly isStopping: () => boolean;
}
