import {
  accountFamily,
  accountStream,
  type CatalogSource,
  type ChangeTier,
  changeTierSlice,
} from '@ledgerline/contexts/accounts';
import type { ProjectedEvent } from '@ledgerline/platform/projections';
import { commandOf, does, ends, Reaction, ReactionCommand, waits } from '@ledgerline/platform/reactions';
import type { PeriodStarted } from '../../domain/subscription/subscription-events';

/** Where an account is that subscribes to nothing. */
const FREE = { tier: 'free', plan: null, period: null };

/**
 * With a period the account is in its plan, with limits counted by the month from the subscription's anchor,
 * in a period of a year too; when it ends, in the free tier.
 */
export function changeTierWhenSubscriptionChanges({
  catalogs,
}: {
  readonly catalogs: CatalogSource;
}): Reaction {
  const change = { family: accountFamily(accountStream(catalogs)), slice: changeTierSlice };
  const changing = (accountId: string, command: ChangeTier): ReactionCommand =>
    commandOf<ChangeTier>(change, {
      streamId: accountId,
      parameters: { tier: command.tier, plan: command.plan },
      command,
      refused: {
        'account-not-found': waits('the account is opened when its party is registered'),
        'account-closed': ends('a closed account uses nothing'),
        'too-many-refusals': waits('an account records so many refusals a minute'),
        'unknown-tier': waits('the catalog may name the tier again: it did when the plan was chosen'),
        // A plan that is sold no more keeps its tier: only its own limit values are gone.
        'unknown-plan': does(() =>
          command.plan === null ? [] : [changing(accountId, { ...command, plan: null })],
        ),
      },
    });
  const toFree = ({ data }: ProjectedEvent) => {
    const { accountId } = data as { readonly accountId: string };
    return [changing(accountId, { ...FREE, reason: 'subscription ended' })];
  };
  return {
    name: 'change-tier-when-subscription-changes',
    on: {
      PeriodStarted: (event) => {
        const { accountId, plan, tier, anchor } = (event as ProjectedEvent<PeriodStarted>).data;
        return [changing(accountId, { plan, tier, period: { anchor, months: 1 }, reason: 'subscribed' })];
      },
      SubscriptionCanceled: toFree,
      SubscriptionNeverPaid: toFree,
    },
  };
}
