import { IsOptional } from 'class-validator';
import type { CatalogReader } from '@ledgerline/contexts/catalog';
import { Identifier, IntegerBetween, OneOf } from '@ledgerline/platform/http';
import type { Subscriber } from '../../domain/subscription/plan-terms';
import type { BillingInterval } from '../../domain/subscription/subscription-facts';
import { subscriberOf } from '../subscriber-of';
import { subscriptionCommand } from '../subscription-command';
import { changePlan } from './change-plan';

const SEATS_MAX = 1_000_000;

class ChangePlanBody {
  @Identifier()
  plan!: string;

  @OneOf(['MONTHLY', 'YEARLY'])
  interval!: BillingInterval;

  @IsOptional()
  @IntegerBetween(1, SEATS_MAX)
  seats?: number;

  @OneOf(['now', 'period-end'])
  when!: 'now' | 'period-end';
}

export const changePlanSlice = ({ catalogs }: { readonly catalogs: CatalogReader }) =>
  subscriptionCommand({
    name: 'ChangePlan',
    route: {
      tag: 'subscriptions',
      path: '/v1/accounts/:accountId/subscription/plan',
      summary: 'Another plan or interval: now, unused time being taken off, or when the period ends',
      roles: ['service'],
      refusals: [
        'no-live-subscription',
        'subscription-incomplete',
        'unknown-plan',
        'plan-not-offered',
        'interval-not-offered',
        'seats-above-plan',
        'seats-below-members',
        'subscription-currency-differs',
        'trial-not-offered',
        'charge-open',
      ],
      examples: {
        body: { plan: 'team_standard', interval: 'MONTHLY', when: 'now' },
        facts: { accountId: 'ada', subscriptionId: '4d1e…' },
      },
    },
    body: ChangePlanBody,
    gather: ({ params }, { ledger }) => subscriberOf(ledger, catalogs, params.accountId!),
    command: ({ body }, gathered) => ({
      subscriber: gathered as Subscriber,
      plan: body.plan,
      interval: body.interval,
      seats: body.seats ?? null,
      when: body.when,
    }),
    decide: changePlan,
  });
