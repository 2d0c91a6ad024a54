import type { Timestamp } from '@ledgerline/kernel';
import type { BillingInterval, SubscriptionStatus } from '../../domain/subscription/subscription-facts';
import type { SubscriptionCharge } from '../../domain/subscription/subscription-state';

/** One subscription, from its start to its end. */
export interface SubscriptionRow {
  account_id: string;
  subscription_id: string;
  status: SubscriptionStatus;
  plan: string;
  tier: string;
  interval: BillingInterval;
  /** Per period, before tax. */
  amount_minor: bigint;
  currency: string;
  credits_micros: bigint;
  /** -1: as many as there are. */
  seats: bigint;
  provider: string;
  period_ordinal: number | null;
  period_start: Timestamp | null;
  period_end: Timestamp | null;
  trial_ends_at: Timestamp | null;
  cancel_at_period_end: boolean;
  next_plan: string | null;
  next_interval: BillingInterval | null;
  started_at: Timestamp;
  /** When it ended, however it did. */
  ended_at: Timestamp | null;
  end_cause: string | null;
  end_reason: string | null;
  charges_paid: number;
  paid_minor: bigint;
  refunded_minor: bigint;
  grants: number;
  last_failure: string | null;
  failed_charges: number;
  /* What decides when time next does something to it. */
  incomplete_since: Timestamp | null;
  charge: string | null;
  charge_state: SubscriptionCharge['state'] | null;
  retry_at: Timestamp | null;
  access_ends_at: Timestamp | null;
  anchor: Timestamp;
  months_before: number;
  months_granted: number;
  months: number;
  stream_id: string;
  owner_id: string;
  due_at: Timestamp | null;
}
