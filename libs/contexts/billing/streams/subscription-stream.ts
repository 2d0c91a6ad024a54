import type { Catalog } from '@ledgerline/contexts/catalog';
import { EventRegistry } from '@ledgerline/kernel';
import { recordedStream, StreamDefinition } from '@ledgerline/platform/ledger';
import { subscriptionEvolvers } from '../domain/subscription/evolve-subscription';
import { settleSubscription } from '../domain/subscription/settle-subscription';
import { subscriptionEventDefinitions } from '../domain/subscription/subscription-event-registry';
import type { SubscriptionEvent } from '../domain/subscription/subscription-events';
import { noSubscription, SubscriptionState } from '../domain/subscription/subscription-state';

export type SubscriptionStream = StreamDefinition<SubscriptionState, SubscriptionEvent, Catalog> & {
  readonly events: EventRegistry<SubscriptionEvent>;
};

/**
 * The stream `subscription-<accountId>`: the subscriptions of one account, one after the other. What was
 * agreed on stands in it, so the catalog is asked only where a plan is chosen.
 */
export function subscriptionStream(catalogs: { current(): Catalog }): SubscriptionStream {
  return recordedStream<'Subscription', SubscriptionState, SubscriptionEvent, Catalog>({
    name: 'Subscription',
    category: 'subscription',
    events: subscriptionEventDefinitions,
    initial: noSubscription,
    evolve: subscriptionEvolvers,
    settle: (state, now, { eventsMax }) =>
      settleSubscription(state, now, eventsMax === undefined ? {} : { eventsMax }),
    contextFor: () => catalogs.current(),
  });
}
