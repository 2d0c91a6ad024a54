import { IntegerBetween } from '@ledgerline/platform/http';
import { HOLD_SECONDS_MAX } from '../../domain/hold-bounds';
import { resolvedSubjects } from '../../domain/subjects';
import { accountCommand, factOf } from '../account-command';
import { extendHold } from './extend-hold';

class ExtendHoldBody {
  @IntegerBetween(1, HOLD_SECONDS_MAX)
  timeoutSeconds!: number;
}

export const extendHoldSlice = accountCommand({
  name: 'ExtendHold',
  route: {
    tag: 'generations',
    path: '/v1/accounts/:accountId/generations/:generationId/extend',
    summary: 'Give a running generation more time, up to 24 h in all',
    roles: ['service'],
    refusals: [
      'account-not-found',
      'account-closed',
      'generation-not-found',
      'generation-already-resolved',
      'deadline-too-far',
    ],
    examples: {
      body: { timeoutSeconds: 1800 },
      facts: { generationId: '7b1e…', deadlineAt: '2026-11-21T09:45:00.000Z' },
    },
  },
  body: ExtendHoldBody,
  command: ({ body, params }) => ({
    generationId: params.generationId!,
    timeoutSeconds: body.timeoutSeconds,
  }),
  subjects: resolvedSubjects,
  decide: extendHold,
  facts: (events, { params }) => ({
    generationId: params.generationId,
    deadlineAt: factOf(events, 'HoldExtended')?.deadlineAt,
  }),
});
