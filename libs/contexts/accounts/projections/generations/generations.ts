import { Timestamp } from '@ledgerline/kernel';
import { Attributes } from '../../domain/account-events';
import { accountProjection } from '../account-projection';
import { generationStates } from './generation-states';

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

export const generations = accountProjection<GenerationRow>({
  name: 'generations',
  version: 1,
  columns: {
    account_id: 'text',
    generation_id: 'text',
    state: 'text',
    actor_user_id: 'text',
    action: 'text',
    operation: 'text',
    subtype: 'text',
    service: 'text',
    model: 'text',
    project: 'text',
    scene: 'text',
    sealed_request: 'text',
    flags: 'json',
    attributes: 'json',
    result_attributes: 'json',
    known_action: 'boolean',
    tier: 'text',
    catalog_version: 'integer',
    held_micros: 'bigint',
    charged_micros: 'bigint',
    shortfall_micros: 'bigint',
    estimate_quantity: 'bigint',
    estimate_input_tokens: 'bigint',
    estimate_output_tokens: 'bigint',
    quantity: 'bigint',
    input_tokens: 'bigint',
    output_tokens: 'bigint',
    processing_ms: 'bigint',
    virtual_cost_usd_micros: 'bigint',
    output_uri: 'text',
    error_code: 'text',
    sealed_error: 'text',
    reason: 'text',
    by_admin: 'boolean',
    timeout_seconds: 'bigint',
    deadline_at: 'timestamp',
    requested_at: 'timestamp',
    resolved_at: 'timestamp',
    duration_ms: 'bigint',
    late: 'boolean',
    position: 'text',
  },
  key: ['generation_id', 'account_id'],
  // The last one finds open holds by deadline: for the list of holds and for the sweeper.
  indexes: [
    ['requested_at', 'generation_id'],
    ['account_id', 'requested_at', 'generation_id'],
    ['state', 'deadline_at'],
  ],
  financial: true,
  on: {
    AccountOpened: 'ignored',
    AccountClosed: 'ignored',
    AccountReopened: 'ignored',
    CreditsGranted: 'ignored',
    LotLapsed: 'ignored',
    ...generationStates,
    CommandRefused: 'ignored',
    CommandHadNoEffect: 'ignored',
  },
});
