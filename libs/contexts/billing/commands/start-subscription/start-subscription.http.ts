import { IsOptional } from 'class-validator';
import { Flag, Identifier, IntegerBetween, OneOf } from '@ledgerline/platform/http';
import type { BillingParts } from '../../billing-parts';
import type { ProviderName } from '../../domain/order/order-events';
import type { Subscriber } from '../../domain/subscription/plan-terms';
import type { BillingInterval } from '../../domain/subscription/subscription-facts';
import { PROVIDER_NAMES } from '../../providers/registry';
import { subscriberOf } from '../subscriber-of';
import { subscriptionCommand } from '../subscription-command';
import { startSubscription } from './start-subscription';

const SEATS_MAX = 1_000_000;

class StartSubscriptionBody {
  @Identifier()
  plan!: string;

  @OneOf(['MONTHLY', 'YEARLY'])
  interval!: BillingInterval;

  @IsOptional()
  @IntegerBetween(1, SEATS_MAX)
  seats?: number;

  @IsOptional()
  @Flag()
  trial?: boolean;

  @IsOptional()
  @OneOf(PROVIDER_NAMES)
  provider?: ProviderName;

  @IsOptional()
  @Identifier()
  actorUserId?: string;
}

export const startSubscriptionSlice = ({
  catalogs,
  providers,
}: Pick<BillingParts, 'catalogs' | 'providers'>) =>
  subscriptionCommand({
    name: 'StartSubscription',
    route: {
      tag: 'subscriptions',
      path: '/v1/accounts/:accountId/subscription',
      summary: 'Subscribe an account to a plan; it begins with its first payment, or with a trial',
      roles: ['service'],
      acceptedStatus: 201,
      refusals: [
        'account-not-found',
        'account-closed',
        'subscription-already-live',
        'charge-open',
        'unknown-plan',
        'plan-not-offered',
        'interval-not-offered',
        'seats-above-plan',
        'seats-below-members',
        'subscription-currency-differs',
        'trial-already-used',
        'trial-not-offered',
        'provider-not-set-up',
      ],
      examples: {
        body: { plan: 'individual_pro', interval: 'MONTHLY', trial: true },
        facts: { accountId: 'ada', subscriptionId: '4d1e…' },
      },
    },
    body: StartSubscriptionBody,
    gather: ({ params }, { ledger }) => subscriberOf(ledger, catalogs, params.accountId!),
    command: ({ body, params }, gathered) => {
      const provider = body.provider ?? [...providers.keys()][0] ?? 'SANDBOX';
      return {
        subscriber: gathered as Subscriber,
        accountId: params.accountId!,
        plan: body.plan,
        interval: body.interval,
        seats: body.seats ?? null,
        trial: body.trial ?? false,
        provider,
        providerIsSetUp: providers.has(provider),
        actorUserId: body.actorUserId ?? null,
      };
    },
    decide: startSubscription,
  });
