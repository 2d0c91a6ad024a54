import { IsOptional } from 'class-validator';
import { Identifier, IntegerBetween, Problem, Text } from '@ledgerline/platform/http';
import { accountCommand, factOf } from '../account-command';
import { MoveGauge, moveGauge } from './move-gauge';

const UNITS_MAX = Number.MAX_SAFE_INTEGER;

class MoveGaugeBody {
  @IsOptional()
  @IntegerBetween(0, UNITS_MAX)
  to?: number;

  @IsOptional()
  @IntegerBetween(-UNITS_MAX, UNITS_MAX)
  by?: number;

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

export const moveGaugeSlice = accountCommand({
  name: 'MoveGauge',
  route: {
    tag: 'limits',
    path: '/v1/accounts/:accountId/limits/:limit/gauge',
    summary: 'Set a gauge (storage, seats), or move it up or down',
    roles: ['service'],
    refusals: [
      'account-not-found',
      'too-many-refusals',
      'unknown-limit',
      'limit-kind-mismatch',
      'gauge-below-zero',
      'gauge-too-large',
      'limit-reached',
    ],
    examples: { body: { by: 25, actorUserId: 'mia' }, facts: { limit: 'storage_mb', used: 325 } },
  },
  body: MoveGaugeBody,
  command: ({ body, params }) => ({
    limit: params.limit!,
    member: body.member ?? null,
    move: moveOf(body),
    actorUserId: body.actorUserId ?? null,
    reason: body.reason ?? null,
  }),
  decide: moveGauge,
  facts: (events, { params }) => {
    const moved = factOf(events, 'GaugeMoved');
    return { limit: params.limit, used: moved ? Number(moved.usedAfter) : null };
  },
});

function moveOf({ to, by }: MoveGaugeBody): MoveGauge['move'] {
  if (to !== undefined && by === undefined) return { to: BigInt(to) };
  if (by !== undefined && to === undefined) return { by: BigInt(by) };
  const message = 'is given alone: either where the gauge is set to, or by how much it moves';
  throw new Problem('validation-failed', { errors: [{ field: 'to', message }] });
}
