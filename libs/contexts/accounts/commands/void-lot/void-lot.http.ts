import { IsOptional } from 'class-validator';
import { formatCredits } from '@ledgerline/kernel';
import { OneOf, Problem, Text } from '@ledgerline/platform/http';
import { VOIDABLE_TYPES } from '../../domain/credit-types';
import { voidSubjects } from '../../domain/subjects';
import { accountCommand, factOf } from '../account-command';
import { VoidLot, voidLot } from './void-lot';

class VoidLotBody {
  @IsOptional()
  @Text(200)
  lotId?: string;

  @IsOptional()
  @OneOf(VOIDABLE_TYPES)
  type?: (typeof VOIDABLE_TYPES)[number];

  @IsOptional()
  @Text(200)
  reference?: string;

  @Text(500)
  reason!: string;
}

export const voidLotSlice = accountCommand({
  name: 'VoidLot',
  route: {
    tag: 'accounts',
    path: '/v1/accounts/:accountId/lots/void',
    summary: 'Take a lot back: what is free now, what is held when its hold resolves',
    roles: [],
    refusals: ['account-not-found', 'too-many-refusals', 'lot-not-found'],
    examples: {
      body: { type: 'PURCHASE', reference: 'pay_42', reason: 'the payment was disputed' },
      facts: { lots: ['2c9d…'], voided: '480', pending: '20', barred: false },
    },
  },
  body: VoidLotBody,
  command: ({ body }) => ({ of: ofBody(body), reason: body.reason }),
  subjects: voidSubjects,
  decide: voidLot,
  facts: (events) => {
    const voided = events.flatMap((event) => (event.type === 'LotVoided' ? [event.data] : []));
    const inAll = (micros: readonly bigint[]) => formatCredits(micros.reduce((sum, part) => sum + part, 0n));
    return {
      lots: voided.map(({ lotId }) => lotId),
      voided: inAll(voided.map(({ amountMicros }) => amountMicros)),
      pending: inAll(voided.map(({ pendingMicros }) => pendingMicros)),
      barred: factOf(events, 'LotBarred') !== undefined,
    };
  },
});

function ofBody({ lotId, type, reference }: VoidLotBody): VoidLot['of'] {
  if (lotId !== undefined && type === undefined && reference === undefined) return { lotId };
  if (lotId === undefined && type !== undefined && reference !== undefined) {
    return { creditType: type, reference };
  }
  const message = 'is given alone; or type and reference together, without it';
  throw new Problem('validation-failed', { errors: [{ field: 'lotId', message }] });
}
