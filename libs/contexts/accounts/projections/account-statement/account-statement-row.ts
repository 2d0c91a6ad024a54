import { Timestamp } from '@ledgerline/kernel';
import { Attributes } from '../../domain/account-events';

/** One movement of credits in one lot. A hold is not a movement: the balance does not change by it. */
export interface AccountStatementRow {
  account_id: string;
  at: Timestamp;
  /** The event's position and the movement's number in it: sorts in the order of the log. */
  entry_id: string;
  /** A credit type of a grant, USAGE, EXPIRY, VOID, ADMIN_ADJUSTMENT, OVERDRAFT. */
  type: string;
  /** Signed: what the balance rose by. */
  amount_micros: bigint;
  balance_after_micros: bigint;
  description: string;
  reference: string | null;
  order_id: string | null;
  payment_id: string | null;
  generation_id: string | null;
  lot_id: string;
  action: string | null;
  service: string | null;
  model: string | null;
  actor_user_id: string | null;
  payment_method: string | null;
  /** Minor units of `purchase_currency`. */
  purchase_amount_minor: bigint | null;
  purchase_currency: string | null;
  attributes: Attributes;
  position: string;
}

export const accountStatementColumns = {
  account_id: 'text',
  at: 'timestamp',
  entry_id: 'text',
  type: 'text',
  amount_micros: 'bigint',
  balance_after_micros: 'bigint',
  description: 'text',
  reference: 'text',
  order_id: 'text',
  payment_id: 'text',
  generation_id: 'text',
  lot_id: 'text',
  action: 'text',
  service: 'text',
  model: 'text',
  actor_user_id: 'text',
  payment_method: 'text',
  purchase_amount_minor: 'bigint',
  purchase_currency: 'text',
  attributes: 'json',
  position: 'text',
} as const;
