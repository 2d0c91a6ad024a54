/**
 * What the environment of a process changes in the catalog. A decision records the values it was taken with
 * and where they came from, so that no replay needs the environment.
 */
export interface PolicyEnvironment {
  /** `USAGE_LIMIT_<LIMIT>_<TIER>`, by limit and tier: as a catalog writes values. */
  readonly limitValues: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** `CREDITS_DAILY_REFILL_<TIER>`, in micro-credits by tier. */
  readonly dailyRefills: ReadonlyMap<string, bigint>;
  /** `CREDITS_COST_<ACTION>`, credits per unit by action. */
  readonly costs: ReadonlyMap<string, string>;
  /** False: usage is not recorded, no limit counts or refuses; generations and credits still are recorded. */
  readonly trackingEnabled: boolean;
  /** False: counting and crossings go on, nothing is refused for a limit. */
  readonly limitsEnforced: boolean;
  /** False: no price, grant or refill; quotas alone decide. */
  readonly creditsEnabled: boolean;
  /** False: analytics are neither served nor projected. */
  readonly analyticsEnabled: boolean;
}

export const NO_ENVIRONMENT: PolicyEnvironment = {
  limitValues: new Map(),
  dailyRefills: new Map(),
  costs: new Map(),
  trackingEnabled: true,
  limitsEnforced: true,
  creditsEnabled: true,
  analyticsEnabled: true,
};
