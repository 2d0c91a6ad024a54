import { Controller, Get, Inject, Param, Req, Res } from '@nestjs/common';
import { IsOptional } from 'class-validator';
import {
  ApiEndpoint,
  type ApiReply,
  type ApiRequest,
  Identifier,
  Problem,
  validIdentifier,
  validQuery,
} from '@ledgerline/platform/http';
import type { CreditsExplanation } from './explain-credits';
import type { LimitExplanation } from './explain-limit';
import { ACT_EXAMPLE, LIMIT_EXAMPLE } from './examples';
import type { ActExplanation } from './explanation';
import { Explainer } from './explainer';

class ExplainActParams {
  @Identifier()
  accountId!: string;
}

class ExplainAccountParams {
  @IsOptional()
  @Identifier()
  limit?: string;

  @IsOptional()
  @Identifier()
  member?: string;

  /** Given, whatever it says: credits are explained. */
  @IsOptional()
  credits?: string;
}

const READERS = ['service', 'finance'] as const;
const PROBLEMS = ['validation-failed', 'account-not-found', 'log-unavailable', 'stream-halted'];

/** Why it came out so: straight from the log, with the position it reflects. */
@Controller()
export class ExplainController {
  constructor(@Inject(Explainer) private readonly explainer: Explainer) {}

  @Get('/v1/generations/:generationId/explain')
  @ApiEndpoint({
    summary: 'Why a generation, or a command by its id, was allowed or refused, and what would change that',
    tag: 'explain',
    roles: READERS,
    query: ExplainActParams,
    success: { example: ACT_EXAMPLE },
    problems: [...PROBLEMS, 'generation-not-found'],
  })
  async act(
    @Param('generationId') id: string,
    @Req() request: ApiRequest,
    @Res({ passthrough: true }) reply: ApiReply,
  ): Promise<ActExplanation> {
    validIdentifier('generationId', id);
    const { accountId } = validQuery(ExplainActParams, request.query);
    return withPosition(reply, await this.explainer.act(accountId, id));
  }

  @Get('/v1/accounts/:accountId/explain')
  @ApiEndpoint({
    summary: 'Why a limit (`?limit=`, a member’s part with `&member=`) or the credits (`?credits`) stand so',
    tag: 'explain',
    roles: READERS,
    query: ExplainAccountParams,
    success: { example: LIMIT_EXAMPLE },
    problems: [...PROBLEMS, 'unknown-limit'],
  })
  async account(
    @Param('accountId') accountId: string,
    @Req() request: ApiRequest,
    @Res({ passthrough: true }) reply: ApiReply,
  ): Promise<LimitExplanation | CreditsExplanation> {
    validIdentifier('accountId', accountId);
    const { limit, member, credits } = validQuery(ExplainAccountParams, request.query);
    if ((limit === undefined) === (credits === undefined)) throw oneOfBoth();
    const explained =
      limit === undefined
        ? this.explainer.credits(accountId)
        : this.explainer.limit(accountId, limit, member ?? null);
    return withPosition(reply, await explained);
  }
}

function withPosition<T extends { readonly position: string }>(reply: ApiReply, answer: T): T {
  void reply.header('Ledgerline-Position', answer.position);
  return answer;
}

function oneOfBoth(): Problem {
  const message = 'is given, or credits is: one of both';
  return new Problem('validation-failed', {
    errors: [{ field: 'limit', message }],
    detail: `limit ${message}.`,
  });
}
