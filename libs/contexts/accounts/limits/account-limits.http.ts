import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { IsOptional } from 'class-validator';
import { latest, timestamp } from '@ledgerline/kernel';
import { ApiEndpoint, Identifier, Problem, validIdentifier, validQuery } from '@ledgerline/platform/http';
import type { ClockOf, Ledger } from '@ledgerline/platform/ledger';
import type { AccountStream } from '../domain/account-stream';
import { AccountLimits, accountLimits } from './account-limits';

/** What the decision side is asked with. */
export interface AccountDecisions {
  readonly ledger: Pick<Ledger, 'read' | 'store'>;
  readonly stream: AccountStream;
  /** The time in which an account is asked about: that in which it decides. */
  readonly clockOf: ClockOf;
}

export const ACCOUNT_DECISIONS = Symbol('ACCOUNT_DECISIONS');

class LimitsParams {
  @IsOptional()
  @Identifier()
  member?: string;
}

const IMAGES = {
  name: 'images_daily',
  member: null,
  description: 'images today',
  kind: 'calendar-day',
  window: '2026-11-21',
  measure: 'count',
  used: 3,
  held: 1,
  limit: 10,
  remaining: 6,
  allowed: true,
  resetAt: '2026-11-22T00:00:00.000Z',
  lastReset: '2026-11-21T00:00:00.000Z',
  source: 'tier',
  enforced: true,
  says: '3 of 10 images today used, 1 more held; 6 more fit.',
  wait: 'Resets in 3 h 12 m.',
};
const VIDEO = {
  action: 'video',
  allowed: false,
  reason: 'limit-reached',
  why: "You've used 2 of 2 videos today. Resets in 3 h 12 m.",
  figures: { limitType: 'videos_daily', current: 2, limit: 2, resetAt: '2026-11-22T00:00:00.000Z' },
};

@Controller()
export class AccountLimitsController {
  constructor(@Inject(ACCOUNT_DECISIONS) private readonly decisions: AccountDecisions) {}

  @Get('/v1/accounts/:accountId/limits')
  @ApiEndpoint({
    summary: 'What an account, or one of its members, may do right now: each limit, each action and why not',
    tag: 'accounts',
    roles: ['service', 'finance'],
    query: LimitsParams,
    success: {
      example: {
        ...{ accountId: 'ada', status: 'open', tier: 'free', plan: null, member: null, enforced: true },
        limits: [IMAGES],
        actions: [{ action: 'image', allowed: true, reason: null, why: null, figures: {} }, VIDEO],
        position: '3f9a1c20-00000000000000000042',
      },
    },
    problems: ['account-not-found', 'log-unavailable', 'validation-failed'],
  })
  async handle(
    @Param('accountId') accountId: string,
    @Query() query: Record<string, unknown>,
  ): Promise<AccountLimits & { position: string | null }> {
    validIdentifier('accountId', accountId);
    const { member = null } = validQuery(LimitsParams, query);
    const { ledger, stream, clockOf } = this.decisions;
    const { state, position, at } = await ledger.read(stream, accountId);
    if (state.status === 'missing') throw new Problem('account-not-found');
    const now = latest(timestamp(await clockOf(accountId)), at);
    const asked = { catalog: await stream.contextFor(state), now, member };
    return { ...accountLimits(state, asked), position: position ?? null };
  }
}
