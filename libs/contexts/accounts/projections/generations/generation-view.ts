import { formatCredits, formatUsdMicros, Timestamp } from '@ledgerline/kernel';
import { openPersonal, type Personal } from '@ledgerline/platform/queries';
import { Attributes } from '../../domain/account-events';
import type { AccountReads } from '../../queries/account-reads';
import { GenerationRow, GenerationState } from './generation-row';

/** A generation as lists and pages show it. */
export interface GenerationView {
  readonly generationId: string;
  readonly accountId: string;
  readonly actorUserId: string | null;
  readonly action: string;
  readonly operation: string | null;
  readonly subtype: string | null;
  readonly service: string | null;
  readonly model: string | null;
  readonly project: string | null;
  readonly scene: string | null;
  /** The prompt's first 100 characters, for those who may read it; else null. */
  readonly promptPreview: string | null;
  readonly flags: Readonly<Record<string, boolean>>;
  readonly attributes: Attributes;
  readonly state: GenerationState;
  /** Credits as decimal strings; what the hold took, also after it has been resolved. */
  readonly held: string;
  readonly charged: string;
  readonly shortfall: string;
  readonly estimate: {
    readonly quantity: number;
    readonly inputTokens: number | null;
    readonly outputTokens: number | null;
  };
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
  readonly quantity: number | null;
  readonly processingMs: number | null;
  /** US dollars as a decimal string. */
  readonly virtualCostUsd: string | null;
  readonly outputUri: string | null;
  readonly resultAttributes: Attributes | null;
  readonly errorCode: string | null;
  /** The error's text, for those who may read it; else null. */
  readonly error: string | null;
  readonly reason: string | null;
  readonly byAdmin: boolean;
  readonly tier: string;
  readonly knownAction: boolean;
  readonly catalogVersion: number;
  readonly timeoutSeconds: number;
  readonly deadlineAt: Timestamp;
  readonly requestedAt: Timestamp;
  readonly resolvedAt: Timestamp | null;
  readonly durationMs: number | null;
  readonly late: boolean;
  readonly position: string;
}

const PREVIEW_CHARACTERS = 100;

export async function generationView(
  reads: AccountReads,
  row: GenerationRow,
  personal: Personal,
): Promise<GenerationView> {
  const opened = personal === 'shown' ? await openTexts(reads, row) : { promptPreview: null, error: null };
  return { ...factsOf(row), ...opened };
}

async function openTexts(reads: AccountReads, row: GenerationRow) {
  const [request, failure] = await Promise.all([
    openPersonal(reads.sealer, row.account_id, row.sealed_request),
    openPersonal(reads.sealer, row.account_id, row.sealed_error),
  ]);
  return {
    promptPreview: textOf(request.prompt, PREVIEW_CHARACTERS),
    error: textOf(failure.error),
  };
}

/** Whole characters: half of a surrogate pair would be no text. */
function textOf(value: unknown, charactersMax = Infinity): string | null {
  if (typeof value !== 'string') return null;
  return value.length <= charactersMax
    ? value
    : [...value.slice(0, 2 * charactersMax)].slice(0, charactersMax).join('');
}

function factsOf(row: GenerationRow): Omit<GenerationView, 'promptPreview' | 'error'> {
  return {
    generationId: row.generation_id,
    accountId: row.account_id,
    actorUserId: row.actor_user_id,
    action: row.action,
    operation: row.operation,
    subtype: row.subtype,
    service: row.service,
    model: row.model,
    project: row.project,
    scene: row.scene,
    flags: row.flags,
    attributes: row.attributes,
    state: row.state,
    held: formatCredits(row.held_micros),
    charged: formatCredits(row.charged_micros),
    shortfall: formatCredits(row.shortfall_micros),
    estimate: {
      quantity: Number(row.estimate_quantity),
      inputTokens: numberOf(row.estimate_input_tokens),
      outputTokens: numberOf(row.estimate_output_tokens),
    },
    inputTokens: numberOf(row.input_tokens),
    outputTokens: numberOf(row.output_tokens),
    quantity: numberOf(row.quantity),
    processingMs: numberOf(row.processing_ms),
    virtualCostUsd:
      row.virtual_cost_usd_micros === null ? null : formatUsdMicros(row.virtual_cost_usd_micros),
    outputUri: row.output_uri,
    resultAttributes: row.result_attributes,
    errorCode: row.error_code,
    reason: row.reason,
    byAdmin: row.by_admin,
    tier: row.tier,
    knownAction: row.known_action,
    catalogVersion: row.catalog_version,
    timeoutSeconds: Number(row.timeout_seconds),
    deadlineAt: row.deadline_at,
    requestedAt: row.requested_at,
    resolvedAt: row.resolved_at,
    durationMs: numberOf(row.duration_ms),
    late: row.late,
    position: row.position,
  };
}

function numberOf(value: bigint | null): number | null {
  return value === null ? null : Number(value);
}
