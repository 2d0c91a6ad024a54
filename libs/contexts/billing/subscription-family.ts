import type { CommandFamily } from '@ledgerline/platform/commands';
import type { SubscriptionEvent } from './domain/subscription/subscription-events';
import type { SubscriptionState } from './domain/subscription/subscription-state';
import { subscriptionSummary } from './domain/subscription/subscription-summary';
import { subscriptionStream } from './streams/subscription-stream';

/** What all commands on subscriptions have in common: the stream's id is the account's. */
export const subscriptionFamily: CommandFamily<SubscriptionState, SubscriptionEvent, undefined> = {
  stream: subscriptionStream,
  summaryName: 'subscription',
  summary: subscriptionSummary,
  ownerOf: (accountId) => accountId,
  // Its owner is an account that was opened: the key is made by then.
  opensStream: () => false,
};
