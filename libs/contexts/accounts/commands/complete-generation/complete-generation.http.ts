import { IsOptional } from 'class-validator';
import { formatCredits, parseUsdMicros } from '@ledgerline/kernel';
import { AttributesMap, IntegerBetween, Nested, Text, UsdText } from '@ledgerline/platform/http';
import { Attributes } from '../../domain/account-events';
import { resolvedSubjects } from '../../domain/subjects';
import { accountCommand, creditsByLot, factOf } from '../account-command';
import { QUANTITY_MAX, TOKENS_MAX } from '../request-generation/request-generation.http';
import { completeGeneration } from './complete-generation';

const PROCESSING_MS_MAX = 30 * 86_400_000;

class UsageBody {
  @IsOptional()
  @IntegerBetween(0, QUANTITY_MAX)
  quantity?: number;

  @IsOptional()
  @IntegerBetween(0, TOKENS_MAX)
  inputTokens?: number;

  @IsOptional()
  @IntegerBetween(0, TOKENS_MAX)
  outputTokens?: number;
}

class CompleteGenerationBody {
  @IsOptional()
  @Text(2_000)
  outputUri?: string;

  @IsOptional()
  @Text(100)
  scene?: string;

  @IsOptional()
  @Nested(() => UsageBody)
  usage?: UsageBody;

  @IsOptional()
  @IntegerBetween(0, PROCESSING_MS_MAX)
  processingMs?: number;

  @IsOptional()
  @AttributesMap()
  attributes?: Attributes;

  @IsOptional()
  @UsdText()
  virtualCostUsd?: string;
}

export const completeGenerationSlice = accountCommand({
  name: 'CompleteGeneration',
  route: {
    tag: 'generations',
    path: '/v1/accounts/:accountId/generations/:generationId/complete',
    summary: 'Settle a generation at its actual cost; what was held beyond it goes back to the same lots',
    roles: ['service'],
    refusals: [
      'account-not-found',
      'generation-not-found',
      'generation-expired',
      'generation-already-resolved',
      'cost-too-large',
    ],
    examples: {
      body: { usage: { inputTokens: 374, outputTokens: 44 }, processingMs: 2150 },
      facts: {
        generationId: '7b1e…',
        charged: { credits: '8.25', lots: [{ lotId: 'trial', credits: '8.25' }] },
        returned: { credits: '1.75', lots: [{ lotId: 'trial', credits: '1.75' }] },
        shortfall: '0',
        late: false,
      },
    },
  },
  body: CompleteGenerationBody,
  command: ({ body, params }) => ({
    generationId: params.generationId!,
    outputUri: body.outputUri ?? null,
    scene: body.scene ?? null,
    usage: {
      quantity: body.usage?.quantity ?? null,
      inputTokens: body.usage?.inputTokens ?? null,
      outputTokens: body.usage?.outputTokens ?? null,
    },
    processingMs: body.processingMs ?? null,
    attributes: body.attributes ?? {},
    virtualCostUsdMicros: body.virtualCostUsd === undefined ? null : parseUsdMicros(body.virtualCostUsd)!,
  }),
  subjects: resolvedSubjects,
  decide: completeGeneration,
  facts: (events, { params }) => {
    const inTime = factOf(events, 'GenerationCompleted');
    const completed = inTime ?? factOf(events, 'GenerationCompletedLate');
    if (!completed) return { generationId: params.generationId };
    return {
      generationId: completed.generationId,
      charged: creditsByLot(completed.charged),
      returned: creditsByLot(inTime?.returned ?? []),
      shortfall: formatCredits(completed.shortfallMicros),
      late: !inTime,
    };
  },
});
