import { Controller, Get, Inject, Param, Req } from '@nestjs/common';
import { IsOptional } from 'class-validator';
import { Refusal, timestamp } from '@ledgerline/kernel';
import {
  ApiEndpoint,
  type ApiRequest,
  Identifier,
  IntegerText,
  Problem,
  Text,
  validIdentifier,
  validQuery,
} from '@ledgerline/platform/http';
import { considerAll } from '@ledgerline/platform/ledger';
import { creditsByLot, decided, factOf } from '../commands/account-command';
import { AccountContext } from '../domain/account-decision';
import { AccountState } from '../domain/account-state';
import { requestGeneration } from '../commands/request-generation/request-generation';
import { QUANTITY_MAX, TOKENS_MAX } from '../commands/request-generation/request-generation.http';
import { ACCOUNT_DECISIONS, type AccountDecisions } from '../limits/account-limits.http';

class CheckParams {
  @Identifier()
  action!: string;

  @IsOptional()
  @IntegerText(1, QUANTITY_MAX)
  quantity?: string;

  @IsOptional()
  @IntegerText(0, TOKENS_MAX)
  inputTokens?: string;

  @IsOptional()
  @IntegerText(0, TOKENS_MAX)
  outputTokens?: string;

  @IsOptional()
  @Text(100)
  model?: string;

  @IsOptional()
  @Identifier()
  member?: string;
}

/** What one more of an action would come to. */
export interface AccountCheck {
  readonly accountId: string;
  readonly action: string;
  readonly allowed: boolean;
  /** The refusal it would meet, as a code; null when it would be accepted. */
  readonly reason: string | null;
  readonly figures: Refusal['figures'];
  /** What would be set aside. */
  readonly held: ReturnType<typeof creditsByLot> | null;
  readonly decidedAt: string;
  readonly position: string | null;
}

/** The decision itself, without its record: may this run, and if not, why. */
@Controller()
export class AccountCheckController {
  constructor(@Inject(ACCOUNT_DECISIONS) private readonly decisions: AccountDecisions) {}

  @Get('/v1/accounts/:accountId/check')
  @ApiEndpoint({
    summary: 'Whether a generation would be allowed right now; nothing is recorded or set aside',
    tag: 'accounts',
    roles: ['service', 'finance'],
    query: CheckParams,
    success: {
      example: {
        accountId: 'ada',
        action: 'image',
        allowed: false,
        reason: 'limit-reached',
        figures: { limitType: 'images_daily', current: 10, requested: 1, limit: 10 },
        held: null,
        decidedAt: '2026-11-21T09:00:00.000Z',
        position: '3f9a1c20-00000000000000000042',
      },
    },
    problems: ['validation-failed', 'account-not-found', 'log-unavailable', 'stream-halted'],
  })
  async handle(@Param('accountId') accountId: string, @Req() request: ApiRequest): Promise<AccountCheck> {
    validIdentifier('accountId', accountId);
    const asked = validQuery(CheckParams, request.query);
    const { ledger, stream, clockOf } = this.decisions;
    const command = commandOf(asked);
    const asking = {
      receivedAt: timestamp(await clockOf(accountId)),
      decide: (state: AccountState, context: AccountContext) =>
        decided(requestGeneration(command, state, context), state, context),
    };
    const considered = await considerAll(ledger, stream, { streamId: accountId, commands: [asking] });
    const { decision, now: decidedAt, position } = considered[0]!;
    if (decision.kind === 'refused' && decision.reason === 'account-not-found') {
      throw new Problem('account-not-found');
    }
    const refusal = decision.kind === 'refused' ? decision : undefined;
    const requested =
      decision.kind === 'accepted' ? factOf(decision.events, 'GenerationRequested') : undefined;
    return {
      accountId,
      action: asked.action,
      allowed: refusal === undefined,
      reason: refusal?.reason ?? null,
      figures: refusal?.figures ?? {},
      held: requested ? creditsByLot(requested.lots) : null,
      decidedAt,
      position: position ?? null,
    };
  }
}

function commandOf({ action, quantity, inputTokens, outputTokens, model, member }: CheckParams) {
  const count = (text: string | undefined) => (text === undefined ? null : Number(text));
  const unnamed = { operation: null, subtype: null, service: null, project: null, scene: null };
  return {
    ...unnamed,
    generationId: null,
    actorUserId: member ?? null,
    action,
    model: model ?? null,
    payloadHash: '',
    sealed: null,
    flags: {},
    attributes: {},
    estimate: {
      quantity: count(quantity) ?? 1,
      inputTokens: count(inputTokens),
      outputTokens: count(outputTokens),
    },
    timeoutSeconds: 900,
  };
}
