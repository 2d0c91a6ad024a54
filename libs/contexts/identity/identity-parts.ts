import type { Ledger } from '@ledgerline/platform/ledger';

/** What the context stands on in a running process. */
export interface IdentityParts {
  readonly ledger: Ledger;
  readonly now: () => number;
  /** Whether the catalog in force has a tier of this name. */
  readonly knowsTier: (tier: string) => boolean;
  /**
   * How many members the account of a workspace allows now; null: any number. Before the account is open it
   * is what its tier gives.
   */
  readonly seatsOf: (workspaceId: string, tier: string) => Promise<number | null>;
  /** Whether parties may be bound to test clocks: else there are no commands that make them. */
  readonly testClocksEnabled: boolean;
  /** Whether there is such a test clock; never where test clocks are off. */
  readonly hasTestClock: (testClockId: string) => Promise<boolean>;
}
