import { IsOptional } from 'class-validator';
import { Text } from '@ledgerline/platform/http';
import { resolvedSubjects } from '../../domain/subjects';
import { accountCommand, creditsByLot, factOf } from '../account-command';
import { cancelGeneration } from './cancel-generation';

class CancelGenerationBody {
  @IsOptional()
  @Text(500)
  reason?: string;
}

export const cancelGenerationSlice = accountCommand({
  name: 'CancelGeneration',
  route: {
    tag: 'generations',
    path: '/v1/accounts/:accountId/generations/:generationId/cancel',
    summary: 'Cancel a running generation; credits, quota and slot go back',
    roles: ['service'],
    refusals: ['account-not-found', 'generation-not-found', 'generation-already-resolved'],
    examples: {
      body: { reason: 'the user closed the tab' },
      facts: {
        generationId: '7b1e…',
        returned: { credits: '10', lots: [{ lotId: 'trial', credits: '10' }] },
      },
    },
  },
  body: CancelGenerationBody,
  command: ({ body, params }) => ({
    generationId: params.generationId!,
    reason: body.reason ?? null,
    byAdmin: false,
  }),
  subjects: resolvedSubjects,
  decide: cancelGeneration,
  facts: (events, { params }) => ({
    generationId: params.generationId,
    returned: creditsByLot(factOf(events, 'GenerationCancelled')?.returned ?? []),
  }),
});
