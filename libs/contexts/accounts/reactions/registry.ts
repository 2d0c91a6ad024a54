import {
  settleAccountsWhenItemsFallDue,
  SweepOptions,
} from './settle-accounts-when-items-fall-due/settle-accounts-when-items-fall-due';

/** A reaction to time: runs until the signal aborts. */
export type Sweep = (options: SweepOptions, signal: AbortSignal) => Promise<void>;

/** Every reaction of the accounts context: a new one is one folder and one line here. */
export const accountReactions: readonly Sweep[] = [settleAccountsWhenItemsFallDue];
