import { IsOptional } from 'class-validator';
import { formatCredits, parseCredits, parseMoney } from '@ledgerline/kernel';
import {
  AttributesMap,
  CreditsText,
  Currency,
  Identifier,
  IntegerBetween,
  MoneyText,
  Nested,
  OneOf,
  Text,
  TimestampText,
} from '@ledgerline/platform/http';
import { Attributes } from '../../domain/account-events';
import { GRANTABLE_TYPES } from '../../domain/credit-types';
import { grantSubjects } from '../../domain/subjects';
import { accountCommand, factOf } from '../account-command';
import { grantCredits } from './grant-credits';

class PurchaseAmountBody {
  @MoneyText()
  amount!: string;

  @Currency()
  currency!: string;
}

class RolloverBody {
  @CreditsText()
  cap!: string;

  @IntegerBetween(1, 3660)
  days!: number;
}

class GrantCreditsBody {
  @OneOf(GRANTABLE_TYPES)
  type!: (typeof GRANTABLE_TYPES)[number];

  @CreditsText()
  credits!: string;

  @IsOptional()
  @IntegerBetween(0, 1000)
  priority?: number;

  @IsOptional()
  @TimestampText()
  effectiveAt?: string;

  @IsOptional()
  @TimestampText()
  expiresAt?: string;

  @Text(500)
  reason!: string;

  @IsOptional()
  @Text(200)
  reference?: string;

  @IsOptional()
  @Text(200)
  orderId?: string;

  @IsOptional()
  @Text(200)
  paymentId?: string;

  @IsOptional()
  @Text(200)
  generationId?: string;

  @IsOptional()
  @Identifier()
  actorUserId?: string;

  @IsOptional()
  @Text(100)
  paymentMethod?: string;

  @IsOptional()
  @Nested(() => PurchaseAmountBody)
  purchaseAmount?: PurchaseAmountBody;

  @IsOptional()
  @Nested(() => RolloverBody)
  rollover?: RolloverBody;

  @IsOptional()
  @AttributesMap()
  attributes?: Attributes;
}

export const grantCreditsSlice = accountCommand({
  name: 'GrantCredits',
  route: {
    tag: 'accounts',
    path: '/v1/accounts/:accountId/grants',
    summary: 'Grant a lot of credits; the same reference twice is one grant',
    roles: ['service'],
    acceptedStatus: 201,
    refusals: [
      'account-not-found',
      'account-closed',
      'too-many-refusals',
      'reference-conflict',
      'credits-disabled',
      'grant-expires-before-effect',
      'rollover-needs-expiry',
      'balance-too-large',
    ],
    examples: {
      body: { type: 'PURCHASE', credits: '500', reason: 'starter pack', reference: 'pay_42' },
      facts: {
        lotId: '2c9d…',
        credits: '500',
        priority: 50,
        effectiveAt: '2026-11-21T09:00:00.000Z',
        expiresAt: null,
      },
    },
  },
  body: GrantCreditsBody,
  command: ({ body }) => ({
    creditType: body.type,
    amountMicros: parseCredits(body.credits)!,
    priority: body.priority ?? null,
    effectiveAt: body.effectiveAt ?? null,
    expiresAt: body.expiresAt ?? null,
    reason: body.reason,
    reference: body.reference ?? null,
    orderId: body.orderId ?? null,
    paymentId: body.paymentId ?? null,
    generationId: body.generationId ?? null,
    actorUserId: body.actorUserId ?? null,
    paymentMethod: body.paymentMethod ?? null,
    purchaseAmount: purchaseAmountOf(body.purchaseAmount),
    rollover: body.rollover
      ? { capMicros: parseCredits(body.rollover.cap)!, days: body.rollover.days }
      : null,
    attributes: body.attributes ?? {},
  }),
  subjects: grantSubjects,
  decide: grantCredits,
  facts: (events) => {
    const granted = factOf(events, 'CreditsGranted');
    if (!granted) return {};
    const { lotId, amountMicros, priority, effectiveAt, expiresAt } = granted;
    return { lotId, credits: formatCredits(amountMicros), priority, effectiveAt, expiresAt };
  },
});

function purchaseAmountOf(
  body: PurchaseAmountBody | undefined,
): { amountMinor: bigint; currency: string } | null {
  return body ? { amountMinor: parseMoney(body.amount, body.currency)!, currency: body.currency } : null;
}
