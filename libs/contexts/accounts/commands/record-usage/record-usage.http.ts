import { IsOptional } from 'class-validator';
import { parseUsdMicros } from '@ledgerline/kernel';
import { AttributesMap, Identifier, IntegerBetween, OneOf, Text, UsdText } from '@ledgerline/platform/http';
import { Attributes } from '../../domain/account-events';
import { accountCommand, creditsByLot, factOf } from '../account-command';
import { recordUsage } from './record-usage';

const STATUSES = ['success', 'failed', 'cancelled'] as const;
const TOKENS_MAX = 1_000_000_000;
const QUANTITY_MAX = 1_000_000;
const DURATION_MS_MAX = 30 * 86_400_000;

class RecordUsageBody {
  @Identifier()
  action!: string;

  @IsOptional()
  @OneOf(STATUSES)
  status?: (typeof STATUSES)[number];

  @IsOptional()
  @Identifier()
  actorUserId?: string;

  @IsOptional()
  @Text(200)
  subtype?: string;

  @IsOptional()
  @Text(200)
  model?: string;

  @IsOptional()
  @Text(200)
  service?: string;

  @IsOptional()
  @Text(200)
  project?: string;

  @IsOptional()
  @IntegerBetween(1, QUANTITY_MAX)
  quantity?: number;

  @IsOptional()
  @IntegerBetween(0, TOKENS_MAX)
  inputTokens?: number;

  @IsOptional()
  @IntegerBetween(0, TOKENS_MAX)
  outputTokens?: number;

  @IsOptional()
  @IntegerBetween(0, DURATION_MS_MAX)
  durationMs?: number;

  @IsOptional()
  @Text(100)
  errorCode?: string;

  @IsOptional()
  @Text(10_000)
  error?: string;

  @IsOptional()
  @AttributesMap()
  attributes?: Attributes;

  @IsOptional()
  @UsdText()
  virtualCostUsd?: string;
}

export const recordUsageSlice = accountCommand({
  name: 'RecordUsage',
  route: {
    tag: 'usage',
    path: '/v1/accounts/:accountId/usage',
    summary: 'Record something done already: what succeeded counts and is charged at once, or is refused',
    roles: ['service'],
    acceptedStatus: 201,
    refusals: [
      'account-not-found',
      'account-closed',
      'too-many-refusals',
      'unknown-action',
      'unpriced-model',
      'estimate-required',
      'limit-reached',
      'insufficient-credits',
    ],
    examples: {
      body: { action: 'api_call', quantity: 3, durationMs: 120 },
      facts: { recorded: true, usageId: '7b1e…', charged: { credits: '0', lots: [] } },
    },
  },
  body: RecordUsageBody,
  personal: ['error'],
  command: ({ body, sealed }) => ({
    action: body.action,
    status: body.status ?? 'success',
    actorUserId: body.actorUserId ?? null,
    subtype: body.subtype ?? null,
    model: body.model ?? null,
    service: body.service ?? null,
    project: body.project ?? null,
    usage: {
      quantity: body.quantity ?? 1,
      inputTokens: body.inputTokens ?? null,
      outputTokens: body.outputTokens ?? null,
    },
    durationMs: body.durationMs ?? null,
    errorCode: body.errorCode ?? null,
    sealed,
    attributes: body.attributes ?? {},
    virtualCostUsdMicros: body.virtualCostUsd === undefined ? null : parseUsdMicros(body.virtualCostUsd)!,
  }),
  decide: recordUsage,
  facts: (events) => {
    const recorded = factOf(events, 'UsageRecorded');
    if (!recorded) return { recorded: false };
    return { recorded: true, usageId: recorded.usageId, charged: creditsByLot(recorded.charged) };
  },
});
