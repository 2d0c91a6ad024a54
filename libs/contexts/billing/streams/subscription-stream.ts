import { recordedStream } from '@ledgerline/platform/ledger';
import { subscriptionEvolvers } from '../domain/subscription/evolve-subscription';
import { settleSubscription } from '../domain/subscription/settle-subscription';
import { subscriptionEventDefinitions } from '../domain/subscription/subscription-event-registry';
import type { SubscriptionEvent } from '../domain/subscription/subscription-events';
import { noSubscription, SubscriptionState } from '../domain/subscription/subscription-state';

/**
 * The stream `subscription-<accountId>`: the subscriptions of one account, one after the other. What was
 * agreed on stands in it, so no catalog is asked when time goes on.
 */
export const subscriptionStream = recordedStream<
  'Subscription',
  SubscriptionState,
  SubscriptionEvent,
  undefined
>({
  name: 'Subscription',
  category: 'subscription',
  events: subscriptionEventDefinitions,
  initial: noSubscription,
  evolve: subscriptionEvolvers,
  settle: (state, now, { eventsMax }) =>
    settleSubscription(state, now, eventsMax === undefined ? {} : { eventsMax }),
  contextFor: () => undefined,
});
