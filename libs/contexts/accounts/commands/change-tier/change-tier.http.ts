import { IsOptional } from 'class-validator';
import { Identifier, IntegerBetween, Nested, Text, TimestampText } from '@ledgerline/platform/http';
import { accountCommand } from '../account-command';
import { changeTier } from './change-tier';

const PERIOD_MONTHS_MAX = 36;

class PeriodBody {
  @TimestampText()
  anchor!: string;

  @IntegerBetween(1, PERIOD_MONTHS_MAX)
  months!: number;
}

class ChangeTierBody {
  @Identifier()
  tier!: string;

  @IsOptional()
  @Identifier()
  plan?: string;

  @IsOptional()
  @Nested(() => PeriodBody)
  period?: PeriodBody;

  @Text(500)
  reason!: string;
}

export const changeTierSlice = accountCommand({
  name: 'ChangeTier',
  route: {
    tag: 'accounts',
    path: '/v1/accounts/:accountId/tier',
    summary: 'Put an account into another tier or plan; what was used stays used',
    roles: ['service'],
    refusals: ['account-not-found', 'account-closed', 'too-many-refusals', 'unknown-tier', 'unknown-plan'],
    examples: {
      body: { tier: 'pro', plan: 'individual_pro', reason: 'subscribed' },
      facts: { accountId: 'ada', tier: 'pro', plan: 'individual_pro' },
    },
  },
  body: ChangeTierBody,
  command: ({ body }) => ({
    tier: body.tier,
    plan: body.plan ?? null,
    period: body.period ? { anchor: body.period.anchor, months: body.period.months } : null,
    reason: body.reason,
  }),
  decide: changeTier,
  facts: (_events, { params, body }) => ({
    accountId: params.accountId,
    tier: body.tier,
    plan: body.plan ?? null,
  }),
});
