import {
  accountFamily,
  accountStream,
  type CatalogSource,
  type VoidLot,
  voidLotSlice,
} from '@ledgerline/contexts/accounts';
import type { ProjectedEvent } from '@ledgerline/platform/projections';
import { commandOf, ends, Reaction, waits } from '@ledgerline/platform/reactions';
import type { SubscriptionCanceled } from '../../domain/subscription/subscription-events';

/** Unused credits of a subscription that has ended follow its plan's rule; what was bought stays. */
export function voidCreditsWhenSubscriptionEnds({
  catalogs,
}: {
  readonly catalogs: CatalogSource;
}): Reaction {
  const takeBack = { family: accountFamily(accountStream(catalogs)), slice: voidLotSlice };
  return {
    name: 'void-credits-when-subscription-ends',
    on: {
      SubscriptionCanceled: (event) => {
        const { accountId, voids } = (event as ProjectedEvent<SubscriptionCanceled>).data;
        return voids.map(({ grant: reference, kind }) =>
          commandOf<VoidLot>(takeBack, {
            streamId: accountId,
            parameters: { reference },
            command: {
              of: { creditType: kind === 'trial' ? 'TRIAL_GRANT' : 'SUBSCRIPTION_GRANT', reference },
              reason: 'subscription ended',
            },
            refused: {
              'account-not-found': ends('there is nothing to take back'),
              'too-many-refusals': waits('an account records so many refusals a minute'),
              'lot-not-found': ends('all of it was spent, or has lapsed'),
            },
          }),
        );
      },
    },
  };
}
