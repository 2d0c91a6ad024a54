import { IsOptional } from 'class-validator';
import { formatCredits, parseCredits } from '@ledgerline/kernel';
import { CreditsText, Text } from '@ledgerline/platform/http';
import { refundSubjects } from '../../domain/subjects';
import { accountCommand, factOf } from '../account-command';
import { refundGeneration } from './refund-generation';

class RefundGenerationBody {
  @IsOptional()
  @CreditsText()
  credits?: string;

  @Text(200)
  reference!: string;

  @Text(500)
  reason!: string;
}

export const refundGenerationSlice = accountCommand({
  name: 'RefundGeneration',
  route: {
    tag: 'generations',
    path: '/v1/accounts/:accountId/generations/:generationId/refund',
    summary: 'Give back what a generation was charged, whole or in parts; each refund has its reference',
    roles: ['service'],
    acceptedStatus: 201,
    refusals: [
      'account-not-found',
      'account-closed',
      'too-many-refusals',
      'reference-conflict',
      'credits-disabled',
      'generation-not-found',
      'generation-not-completed',
      'refund-exceeds-charge',
    ],
    examples: {
      body: { credits: '5', reference: 'complaint 12', reason: 'the image was black' },
      facts: { generationId: '7b1e…', refunded: '5', refundedInAll: '5', lots: ['2c9d…'] },
    },
  },
  body: RefundGenerationBody,
  command: ({ body, params }) => ({
    generationId: params.generationId!,
    amountMicros: body.credits === undefined ? null : parseCredits(body.credits)!,
    reference: body.reference,
    reason: body.reason,
  }),
  subjects: refundSubjects,
  decide: refundGeneration,
  facts: (events, { params }) => {
    const refunded = factOf(events, 'GenerationRefunded');
    const generationId = params.generationId!;
    if (!refunded) return { generationId, refunded: '0', refundedInAll: null, lots: [] };
    return {
      generationId,
      refunded: formatCredits(refunded.amountMicros),
      refundedInAll: formatCredits(refunded.refundedMicros),
      lots: refunded.lotIds,
    };
  },
});
