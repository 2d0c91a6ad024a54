import { Timestamp } from '@ledgerline/kernel';
import { Attributes } from '../../domain/account-events';

/** One lot as its last event left it; whether it is available, pending or lapsed is told with the clock. */
export interface AccountLotRow {
  account_id: string;
  lot_id: string;
  credit_type: string;
  /** Lower burns first. */
  priority: number;
  amount_micros: bigint;
  /** Neither spent nor expired; held credits are part of it. */
  remaining_micros: bigint;
  held_micros: bigint;
  spent_micros: bigint;
  expired_micros: bigint;
  /** Taken back: the lot is void, its purchase was refunded, or an adjustment took it. */
  voided_micros: bigint;
  /** Repaid what was owed, or rolled over into another lot. */
  moved_micros: bigint;
  /** Its purchase was refunded while a job held so much of it: taken, or owed, when the job ends. */
  take_back_micros: bigint;
  /** Its purchase was refunded when so much of it was not there any more. */
  owed_micros: bigint;
  granted_at: Timestamp;
  effective_at: Timestamp;
  expires_at: Timestamp | null;
  /** When nothing remained any more. Open lots are found by its absence. */
  closed_at: Timestamp | null;
  reason: string;
  /** Why it is void; null: it is not. */
  void_reason: string | null;
  /** What was paid for it: minor units of `cost_currency`. */
  cost_minor: bigint | null;
  cost_currency: string | null;
  /** So much of what is left rolls over when it lapses; null: nothing. */
  rollover_cap_micros: bigint | null;
  reference: string | null;
  order_id: string | null;
  payment_id: string | null;
  generation_id: string | null;
  actor_user_id: string | null;
  attributes: Attributes;
  catalog_version: number;
}

export const accountLotColumns = {
  account_id: 'text',
  lot_id: 'text',
  credit_type: 'text',
  priority: 'integer',
  amount_micros: 'bigint',
  remaining_micros: 'bigint',
  held_micros: 'bigint',
  spent_micros: 'bigint',
  expired_micros: 'bigint',
  voided_micros: 'bigint',
  moved_micros: 'bigint',
  take_back_micros: 'bigint',
  owed_micros: 'bigint',
  granted_at: 'timestamp',
  effective_at: 'timestamp',
  expires_at: 'timestamp',
  closed_at: 'timestamp',
  reason: 'text',
  void_reason: 'text',
  cost_minor: 'bigint',
  cost_currency: 'text',
  rollover_cap_micros: 'bigint',
  reference: 'text',
  order_id: 'text',
  payment_id: 'text',
  generation_id: 'text',
  actor_user_id: 'text',
  attributes: 'json',
  catalog_version: 'integer',
} as const;
