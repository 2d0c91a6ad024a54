import { IsOptional } from 'class-validator';
import { Identifier, LimitFigure, Text, TimestampText } from '@ledgerline/platform/http';
import { accountCommand } from '../account-command';
import { overrideLimit } from './override-limit';

class OverrideLimitBody {
  @IsOptional()
  @Identifier()
  member?: string;

  @LimitFigure()
  value!: number | string;

  @IsOptional()
  @TimestampText()
  until?: string;

  @Text(500)
  reason!: string;
}

export const overrideLimitSlice = accountCommand({
  name: 'OverrideLimit',
  route: {
    tag: 'limits',
    path: '/v1/accounts/:accountId/limits/:limit/override',
    summary: "Give an account, or one of its members, a limit value of its own; it replaces the tier's",
    roles: [],
    refusals: [
      'account-not-found',
      'too-many-refusals',
      'unknown-limit',
      'limit-value-invalid',
      'override-ends-in-the-past',
    ],
    examples: {
      body: { value: 500, until: '2027-01-01T00:00:00.000Z', reason: 'a launch week' },
      facts: { limit: 'images_daily', member: null, value: '500', until: '2027-01-01T00:00:00.000Z' },
    },
  },
  body: OverrideLimitBody,
  command: ({ body, params }) => ({
    limit: params.limit!,
    member: body.member ?? null,
    value: String(body.value),
    until: body.until ?? null,
    reason: body.reason,
  }),
  decide: overrideLimit,
  facts: (_events, { body, params }) => ({
    limit: params.limit,
    member: body.member ?? null,
    value: String(body.value),
    until: body.until ?? null,
  }),
});
