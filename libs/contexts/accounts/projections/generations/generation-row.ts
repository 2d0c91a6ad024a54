import { Timestamp } from '@ledgerline/kernel';
import { Attributes } from '../../domain/account-events';

export type GenerationState = 'PENDING' | 'COMPLETED' | 'FAILED' | 'CANCELLED' | 'EXPIRED';

/** One generation with everything ever recorded of it. Sealed texts stand here as they stand in the log. */
export interface GenerationRow {
  account_id: string;
  generation_id: string;
  state: GenerationState;
  actor_user_id: string | null;
  action: string;
  operation: string | null;
  subtype: string | null;
  service: string | null;
  model: string | null;
  project: string | null;
  scene: string | null;
  /** Prompt and parameters, sealed. */
  sealed_request: string | null;
  flags: Readonly<Record<string, boolean>>;
  attributes: Attributes;
  result_attributes: Attributes | null;
  known_action: boolean;
  tier: string;
  catalog_version: number;
  /** What the hold took; it stays after the hold is gone, `state` tells whether it is. */
  held_micros: bigint;
  charged_micros: bigint;
  shortfall_micros: bigint;
  estimate_quantity: bigint;
  estimate_input_tokens: bigint | null;
  estimate_output_tokens: bigint | null;
  quantity: bigint | null;
  input_tokens: bigint | null;
  output_tokens: bigint | null;
  processing_ms: bigint | null;
  virtual_cost_usd_micros: bigint | null;
  output_uri: string | null;
  error_code: string | null;
  sealed_error: string | null;
  /** Why it was cancelled. */
  reason: string | null;
  by_admin: boolean;
  timeout_seconds: bigint;
  deadline_at: Timestamp;
  requested_at: Timestamp;
  /** When it completed, failed, was cancelled or expired; a late completion moves it. */
  resolved_at: Timestamp | null;
  duration_ms: bigint | null;
  late: boolean;
  /** Position of the last event about it. */
  position: string;
}
