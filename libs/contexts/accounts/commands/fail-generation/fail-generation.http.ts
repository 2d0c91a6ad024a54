import { IsOptional } from 'class-validator';
import { IntegerBetween, Text } from '@ledgerline/platform/http';
import { resolvedSubjects } from '../../domain/subjects';
import { accountCommand, creditsByLot, factOf } from '../account-command';
import { failGeneration } from './fail-generation';

const PROCESSING_MS_MAX = 30 * 86_400_000;

class FailGenerationBody {
  @IsOptional()
  @Text(100)
  errorCode?: string;

  @IsOptional()
  @Text(10_000)
  error?: string;

  @IsOptional()
  @IntegerBetween(0, PROCESSING_MS_MAX)
  processingMs?: number;
}

export const failGenerationSlice = accountCommand({
  name: 'FailGeneration',
  route: {
    tag: 'generations',
    path: '/v1/accounts/:accountId/generations/:generationId/fail',
    summary: 'Record that a generation failed; credits, quota and slot go back',
    roles: ['service'],
    refusals: ['account-not-found', 'generation-not-found', 'generation-already-resolved'],
    examples: {
      body: { errorCode: 'provider-timeout', error: 'upstream did not answer in 60 s' },
      facts: {
        generationId: '7b1e…',
        returned: { credits: '10', lots: [{ lotId: 'trial', credits: '10' }] },
      },
    },
  },
  body: FailGenerationBody,
  personal: ['error'],
  command: ({ body, params, sealed }) => ({
    generationId: params.generationId!,
    errorCode: body.errorCode ?? null,
    sealed,
    processingMs: body.processingMs ?? null,
  }),
  subjects: resolvedSubjects,
  decide: failGeneration,
  facts: (events, { params }) => ({
    generationId: params.generationId,
    returned: creditsByLot(factOf(events, 'GenerationFailed')?.returned ?? []),
  }),
});
