import { IsOptional } from 'class-validator';
import { formatCredits, parseCredits } from '@ledgerline/kernel';
import { Problem, Text } from '@ledgerline/platform/http';
import { adjustSubjects } from '../../domain/subjects';
import { accountCommand } from '../account-command';
import { adjustCredits } from './adjust-credits';

class AdjustCreditsBody {
  @Text(24)
  credits!: string;

  @Text(500)
  reason!: string;

  @IsOptional()
  @Text(200)
  reference?: string;
}

export const adjustCreditsSlice = accountCommand({
  name: 'AdjustCredits',
  route: {
    tag: 'accounts',
    path: '/v1/accounts/:accountId/adjustments',
    summary: 'Correct a balance by hand: signed, with a reason',
    roles: [],
    acceptedStatus: 201,
    refusals: [
      'account-not-found',
      'account-closed',
      'too-many-refusals',
      'reference-conflict',
      'credits-disabled',
      'insufficient-credits',
      'balance-too-large',
    ],
    examples: {
      body: { credits: '-25', reason: 'granted twice by hand', reference: 'ticket 81' },
      facts: { credits: '-25' },
    },
  },
  body: AdjustCreditsBody,
  command: ({ body }) => ({
    amountMicros: signedCredits(body.credits),
    reason: body.reason,
    reference: body.reference ?? null,
  }),
  subjects: adjustSubjects,
  decide: adjustCredits,
  facts: (_events, { body }) => ({ credits: formatCredits(signedCredits(body.credits)) }),
});

function signedCredits(text: string): bigint {
  const micros = parseCredits(text);
  if (micros !== undefined && micros !== 0n) return micros;
  const message = 'is credits as a signed decimal string of at most 6 places, not zero, e.g. "-12.5"';
  throw new Problem('validation-failed', { errors: [{ field: 'credits', message }] });
}
