import type { CommandSlice } from '@ledgerline/platform/commands';
import type { SubscriptionEvent } from '../domain/subscription/subscription-events';
import type { SubscriptionState } from '../domain/subscription/subscription-state';

export type SubscriptionSlice<Body extends object, Command> = CommandSlice<
  Body,
  Command,
  SubscriptionState,
  SubscriptionEvent,
  undefined
>;

/** A command on the subscription of an account; its summary tells what came of it. */
export function subscriptionCommand<Body extends object, Command>(
  slice: Omit<SubscriptionSlice<Body, Command>, 'streamId' | 'facts'>,
): SubscriptionSlice<Body, Command> {
  return {
    ...slice,
    streamId: ({ params }) => params.accountId!,
    facts: (events, { params }) => {
      const first = events[0]?.data as { readonly subscriptionId?: string } | undefined;
      return { accountId: params.accountId, subscriptionId: first?.subscriptionId ?? null };
    },
  };
}
