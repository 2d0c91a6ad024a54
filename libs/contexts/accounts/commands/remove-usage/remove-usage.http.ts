import { IsOptional } from 'class-validator';
import { Identifier, IntegerBetween, Text } from '@ledgerline/platform/http';
import { accountCommand, factOf } from '../account-command';
import { removeUsage } from './remove-usage';

const QUANTITY_MAX = 1_000_000_000;

class RemoveUsageBody {
  @IsOptional()
  @IntegerBetween(1, QUANTITY_MAX)
  quantity?: number;

  @IsOptional()
  @Identifier()
  member?: string;

  @IsOptional()
  @Identifier()
  actorUserId?: string;

  @IsOptional()
  @Text(500)
  reason?: string;
}

export const removeUsageSlice = accountCommand({
  name: 'RemoveUsage',
  route: {
    tag: 'limits',
    path: '/v1/accounts/:accountId/limits/:limit/remove',
    summary: 'What a lifetime limit counted is gone again, e.g. a deleted project',
    roles: ['service'],
    refusals: [
      'account-not-found',
      'too-many-refusals',
      'unknown-limit',
      'limit-kind-mismatch',
      'nothing-to-remove',
    ],
    examples: {
      body: { quantity: 1, actorUserId: 'mia', reason: 'the project was deleted' },
      facts: { limit: 'projects_total', used: 4 },
    },
  },
  body: RemoveUsageBody,
  command: ({ body, params }) => ({
    limit: params.limit!,
    member: body.member ?? null,
    quantity: BigInt(body.quantity ?? 1),
    actorUserId: body.actorUserId ?? null,
    reason: body.reason ?? null,
  }),
  decide: removeUsage,
  facts: (events, { params }) => {
    const removed = factOf(events, 'UsageRemoved');
    return { limit: params.limit, used: removed ? Number(removed.usedAfter) : null };
  },
});
