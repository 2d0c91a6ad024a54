import { markSubscribedSlice, partyFamily } from '@ledgerline/contexts/identity';
import type { ProjectedEvent } from '@ledgerline/platform/projections';
import { commandOf, ends, Reaction } from '@ledgerline/platform/reactions';
import type { ChargePaid } from '../../domain/subscription/subscription-events';

/** From the first money of a subscription on, its party is SUBSCRIBED. */
export const markPartySubscribedWhenChargePaid: Reaction = {
  name: 'mark-party-subscribed-when-charge-paid',
  on: {
    ChargePaid: (event) => {
      const { accountId, first } = (event as ProjectedEvent<ChargePaid>).data;
      if (!first) return [];
      return [
        commandOf(
          { family: partyFamily, slice: markSubscribedSlice },
          {
            streamId: accountId,
            parameters: {},
            command: { reason: 'first paid subscription' },
            refused: { 'party-not-found': ends('the account was opened without a party') },
          },
        ),
      ];
    },
  },
};
