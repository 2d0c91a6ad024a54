import { Timestamp } from '@ledgerline/kernel';

/** Every figure of one account, as its last event left it; what the clock adds is the query's business. */
export interface AccountBalanceRow {
  account_id: string;
  owner_kind: string;
  owner_id: string;
  tier: string;
  plan: string | null;
  status: 'open' | 'closed';
  /** Unspent credits of all lots, held ones and those not yet effective included. */
  balance_micros: bigint;
  held_micros: bigint;
  /** All grants, except what a refund of a generation gave back: that lowers `spent_micros`. */
  earned_micros: bigint;
  purchased_micros: bigint;
  /** Charged for generations, less refunds of generations. */
  spent_micros: bigint;
  expired_micros: bigint;
  /** Taken back: void lots, refunded purchases, and adjustments downwards. */
  voided_micros: bigint;
  /** Drawn below zero and neither returned nor repaid. */
  overdrawn_micros: bigint;
  /** Of refunded purchases, what was not there any more; it is not part of the balance. */
  owed_micros: bigint;
  /** Cost that nothing covered; it is not part of the balance. */
  shortfall_micros: bigint;
  last_refill_at: Timestamp | null;
  /** What completed work has cost us in the month it was last added to, in millionths of a US dollar. */
  compute_usd_micros: bigint;
  /** That month, `YYYY-MM`; null: nothing has cost us anything that anybody knows of. */
  compute_month: string | null;
  /** The last subscription grant, and when its credits end. */
  last_reset_at: Timestamp | null;
  next_reset_at: Timestamp | null;
  open_generations: bigint;
  generations_total: bigint;
  refused_total: bigint;
  opened_at: Timestamp;
  closed_at: Timestamp | null;
  /** The last command of anybody; what time causes is not activity. */
  last_activity_at: Timestamp;
  /** When the last generation was requested. */
  last_used_at: Timestamp | null;
}

export const accountBalanceColumns = {
  account_id: 'text',
  owner_kind: 'text',
  owner_id: 'text',
  tier: 'text',
  status: 'text',
  balance_micros: 'bigint',
  held_micros: 'bigint',
  earned_micros: 'bigint',
  purchased_micros: 'bigint',
  spent_micros: 'bigint',
  expired_micros: 'bigint',
  voided_micros: 'bigint',
  overdrawn_micros: 'bigint',
  owed_micros: 'bigint',
  plan: 'text',
  shortfall_micros: 'bigint',
  last_refill_at: 'timestamp',
  compute_usd_micros: 'bigint',
  compute_month: 'text',
  last_reset_at: 'timestamp',
  next_reset_at: 'timestamp',
  open_generations: 'bigint',
  generations_total: 'bigint',
  refused_total: 'bigint',
  opened_at: 'timestamp',
  closed_at: 'timestamp',
  last_activity_at: 'timestamp',
  last_used_at: 'timestamp',
} as const;
