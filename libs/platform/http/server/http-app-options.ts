import type { ApiKey } from '@ledgerline/platform/config';
import type { Logger, Metrics } from '@ledgerline/platform/telemetry';
import type { HealthCheck } from '../health/health-check';
import type { ProblemRegistry } from '../problems/problem-registry';

export interface HttpAppOptions {
  readonly config: {
    readonly host: string;
    /** 0 takes any free port. */
    readonly port: number;
    /** Believe `X-Forwarded-*`; only behind a proxy that sets them. Off unless told. */
    readonly trustProxy?: boolean;
  };
  readonly apiKeys: readonly ApiKey[];
  /** 32 bytes for sessions alone: `sealer.deriveKey('http-session')`. */
  readonly sessionSecret: Uint8Array;
  /** All codes: the edge's and those of every context. */
  readonly problems: ProblemRegistry;
  readonly metrics: Metrics;
  readonly logger: Logger;
  /** What this instance cannot do without, for /health/ready. */
  readonly checks: readonly HealthCheck[];
  /** SHA-256 hex of the token that may read /metrics; absent = everybody. */
  readonly metricsKey?: string | undefined;
  /** Folder of the built page; absent or not built = a page that says so. */
  readonly pageFolder?: string | undefined;
  /** Shown in the documentation. */
  readonly version: string;
  /** Epoch milliseconds; the system's clock unless told. */
  readonly now?: () => number;
}
