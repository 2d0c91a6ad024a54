import { IsOptional } from 'class-validator';
import { Identifier, Text } from '@ledgerline/platform/http';
import { accountCommand } from '../account-command';
import { removeLimitOverride } from './remove-limit-override';

class RemoveLimitOverrideBody {
  @IsOptional()
  @Identifier()
  member?: string;

  @Text(500)
  reason!: string;
}

export const removeLimitOverrideSlice = accountCommand({
  name: 'RemoveLimitOverride',
  route: {
    tag: 'limits',
    path: '/v1/accounts/:accountId/limits/:limit/override/remove',
    summary: 'Let the value of environment, plan or tier apply again',
    roles: [],
    refusals: ['account-not-found', 'too-many-refusals', 'override-not-found'],
    examples: { body: { reason: 'the launch is over' }, facts: { limit: 'images_daily', member: null } },
  },
  body: RemoveLimitOverrideBody,
  command: ({ body, params }) => ({
    limit: params.limit!,
    member: body.member ?? null,
    reason: body.reason,
  }),
  decide: removeLimitOverride,
  facts: (_events, { body, params }) => ({ limit: params.limit, member: body.member ?? null }),
});
