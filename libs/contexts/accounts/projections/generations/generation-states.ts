import { invariant } from '@ledgerline/kernel';
import { CompletionFacts } from '../../domain/account-events';
import { AccountEventHandler, accountIdOf, Projected, wholeOrNull } from '../account-projection';
import { GenerationRow, GenerationState } from './generation-row';

type Row = GenerationRow;
type GenerationEventType = Extract<
  | 'GenerationRequested'
  | 'HoldExtended'
  | 'GenerationCompleted'
  | 'GenerationCompletedLate'
  | 'GenerationFailed'
  | 'GenerationCancelled'
  | 'GenerationExpired',
  Projected['type']
>;
type Handler<T extends GenerationEventType> = AccountEventHandler<Row, T>;

const keys = (event: Projected<GenerationEventType>) => [
  { generation_id: event.data.generationId, account_id: accountIdOf(event) },
];

const requested: Handler<'GenerationRequested'> = {
  keys,
  fold(row, event) {
    invariant(row === undefined, 'a generation is requested once');
    return requestedRow(event);
  },
};

const extended: Handler<'HoldExtended'> = {
  keys,
  fold: (row, event) => ({
    ...inState(row, 'PENDING'),
    timeout_seconds: BigInt(event.data.timeoutSeconds),
    deadline_at: event.data.deadlineAt,
    position: event.position,
  }),
};

const completedInTime: Handler<'GenerationCompleted'> = {
  keys,
  fold: (row, event) => completed(inState(row, 'PENDING'), event),
};

const completedLate: Handler<'GenerationCompletedLate'> = {
  keys,
  fold: (row, event) => ({ ...completed(inState(row, 'EXPIRED'), event), error_code: null, late: true }),
};

const failed: Handler<'GenerationFailed'> = {
  keys,
  fold: (row, event) => ({
    ...inState(row, 'PENDING'),
    state: 'FAILED',
    error_code: event.data.errorCode,
    sealed_error: event.data.sealed,
    processing_ms: wholeOrNull(event.data.processingMs),
    resolved_at: event.data.failedAt,
    duration_ms: BigInt(event.data.durationMs),
    position: event.position,
  }),
};

const cancelled: Handler<'GenerationCancelled'> = {
  keys,
  fold: (row, event) => ({
    ...inState(row, 'PENDING'),
    state: 'CANCELLED',
    reason: event.data.reason,
    by_admin: event.data.byAdmin,
    resolved_at: event.data.cancelledAt,
    duration_ms: BigInt(event.data.durationMs),
    position: event.position,
  }),
};

const expired: Handler<'GenerationExpired'> = {
  keys,
  fold: (row, event) => ({
    ...inState(row, 'PENDING'),
    state: 'EXPIRED',
    error_code: 'deadline-passed',
    resolved_at: event.data.expiredAt,
    duration_ms: BigInt(event.data.durationMs),
    position: event.position,
  }),
};

/** What each event makes of a generation; an event that its state does not allow breaks an invariant. */
export const generationStates = {
  GenerationRequested: requested,
  HoldExtended: extended,
  GenerationCompleted: completedInTime,
  GenerationCompletedLate: completedLate,
  GenerationFailed: failed,
  GenerationCancelled: cancelled,
  GenerationExpired: expired,
} satisfies { readonly [T in GenerationEventType]: Handler<T> };

function completed(row: Row, event: Projected<'GenerationCompleted' | 'GenerationCompletedLate'>): Row {
  const data: CompletionFacts & { scene: string | null } = event.data;
  return {
    ...row,
    state: 'COMPLETED',
    scene: data.scene ?? row.scene,
    result_attributes: data.attributes,
    charged_micros: data.chargedMicros,
    shortfall_micros: data.shortfallMicros,
    quantity: BigInt(data.usage.quantity),
    input_tokens: wholeOrNull(data.usage.inputTokens),
    output_tokens: wholeOrNull(data.usage.outputTokens),
    processing_ms: wholeOrNull(data.processingMs),
    virtual_cost_usd_micros: data.virtualCostUsdMicros,
    output_uri: data.outputUri,
    resolved_at: data.completedAt,
    duration_ms: BigInt(data.durationMs),
    position: event.position,
  };
}

function inState(row: Row | undefined, state: GenerationState): Row {
  invariant(row?.state === state, `a generation is ${state} before the event that ends this`);
  return row;
}

/** One literal, column by column: spreading parts together costs several times as much per event. */
function requestedRow(event: Projected<'GenerationRequested'>): Row {
  const { data } = event;
  return {
    account_id: accountIdOf(event),
    generation_id: data.generationId,
    state: 'PENDING',
    actor_user_id: data.actorUserId,
    action: data.action,
    operation: data.operation,
    subtype: data.subtype,
    service: data.service,
    model: data.model,
    project: data.project,
    scene: data.scene,
    sealed_request: data.sealed,
    flags: data.flags,
    attributes: data.attributes,
    result_attributes: null,
    known_action: data.knownAction,
    tier: data.tier,
    catalog_version: data.catalogVersion,
    held_micros: data.heldMicros,
    charged_micros: 0n,
    shortfall_micros: 0n,
    estimate_quantity: BigInt(data.estimate.quantity),
    estimate_input_tokens: wholeOrNull(data.estimate.inputTokens),
    estimate_output_tokens: wholeOrNull(data.estimate.outputTokens),
    quantity: null,
    input_tokens: null,
    output_tokens: null,
    processing_ms: null,
    virtual_cost_usd_micros: null,
    output_uri: null,
    error_code: null,
    sealed_error: null,
    reason: null,
    by_admin: false,
    timeout_seconds: BigInt(data.timeoutSeconds),
    deadline_at: data.deadlineAt,
    requested_at: data.requestedAt,
    resolved_at: null,
    duration_ms: null,
    late: false,
    position: event.position,
  };
}
