import { Controller, Get, Inject, Param } from '@nestjs/common';
import { latest, timestamp } from '@ledgerline/kernel';
import { ApiEndpoint, Problem, validIdentifier } from '@ledgerline/platform/http';
import type { Ledger } from '@ledgerline/platform/ledger';
import type { AccountStream } from '../domain/account-stream';
import { AccountLimits, accountLimits } from './account-limits';

/** What the decision side is asked with. */
export interface AccountDecisions {
  readonly ledger: Pick<Ledger, 'read'>;
  readonly stream: AccountStream;
  readonly now: () => number;
}

export const ACCOUNT_DECISIONS = Symbol('ACCOUNT_DECISIONS');

@Controller()
export class AccountLimitsController {
  constructor(@Inject(ACCOUNT_DECISIONS) private readonly decisions: AccountDecisions) {}

  @Get('/v1/accounts/:accountId/limits')
  @ApiEndpoint({
    summary: 'What an account may do right now: each limit, and each action with what is in its way',
    tag: 'accounts',
    roles: ['service', 'finance'],
    success: {
      example: {
        accountId: 'ada',
        tier: 'free',
        status: 'open',
        enforced: true,
        limits: [
          {
            name: 'images_daily',
            kind: 'calendar-day',
            used: 3,
            held: 1,
            value: 10,
            remaining: 6,
            allowed: true,
          },
        ],
        actions: [{ action: 'image', allowed: true, reason: null, figures: {} }],
        position: '3f9a1c20-00000000000000000042',
      },
    },
    problems: ['account-not-found', 'log-unavailable'],
  })
  async handle(@Param('accountId') accountId: string): Promise<AccountLimits & { position: string | null }> {
    validIdentifier('accountId', accountId);
    const { ledger, stream, now } = this.decisions;
    const { state, position, at } = await ledger.read(stream, accountId);
    if (state.status === 'missing') throw new Problem('account-not-found');
    const catalog = await stream.contextFor(state);
    return { ...accountLimits(state, catalog, latest(timestamp(now()), at)), position: position ?? null };
  }
}
