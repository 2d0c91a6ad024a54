import {
  accountFamily,
  accountStream,
  type CatalogSource,
  type GrantCredits,
  grantCreditsSlice,
  NO_GRANT_TERMS,
} from '@ledgerline/contexts/accounts';
import { formatCredits } from '@ledgerline/kernel';
import type { ProjectedEvent } from '@ledgerline/platform/projections';
import { commandOf, does, ends, Reaction, ReactionCommand, waits } from '@ledgerline/platform/reactions';
import { cancelSubscription } from '../../commands/cancel-subscription/cancel-subscription';
import { planTitle } from '../../domain/subscription/period-events';
import type { GrantDue } from '../../domain/subscription/subscription-events';
import { subscriptionStep } from '../subscription-steps';

/**
 * A month's credits, or a trial's, become a lot of the account; the grant's name makes it one. A month that
 * is over by then was paid for all the same: what would have rolled over does.
 */
export function grantCreditsWhenGrantDue({ catalogs }: { readonly catalogs: CatalogSource }): Reaction {
  const grant = { family: accountFamily(accountStream(catalogs)), slice: grantCreditsSlice };
  return {
    name: 'grant-credits-when-grant-due',
    on: {
      GrantDue: (event) => {
        const { data } = event as ProjectedEvent<GrantDue>;
        if (data.amountMicros === 0n) return [];
        const { accountId, amountMicros } = data;
        const command = commandFor(data);
        return [
          commandOf<GrantCredits>(grant, {
            streamId: accountId,
            parameters: { reference: data.grant, credits: formatCredits(amountMicros) },
            command,
            refused: {
              'account-not-found': waits('the account is opened when its party is registered'),
              'account-closed': does(() => [ending(accountId)]),
              'too-many-refusals': waits('an account records so many refusals a minute'),
              'reference-conflict': ends('somebody has granted another amount under this grant’s name'),
              'credits-disabled': ends('this installation grants no credits'),
              'grant-expires-before-effect': ends('every month of a subscription ends after it begins'),
              'rollover-needs-expiry': ends('every grant of a subscription lapses'),
              'balance-too-large': ends('the account holds as many credits as one may'),
            },
          }),
        ];
      },
    },
  };
}

function commandFor(data: GrantDue['data']): GrantCredits {
  const { grant, kind, plan, amountMicros, effectiveAt, expiresAt, rollover } = data;
  return {
    ...NO_GRANT_TERMS,
    ...{ amountMicros, priority: null, effectiveAt, expiresAt, rollover, reference: grant },
    evenIfOver: true,
    creditType: kind === 'trial' ? 'TRIAL_GRANT' : 'SUBSCRIPTION_GRANT',
    reason: `${planTitle(plan)}${kind === 'trial' ? ' (trial)' : ''}`,
  };
}

/** A closed account takes no credits: it is asked for no more money. */
function ending(accountId: string): ReactionCommand {
  return subscriptionStep({
    name: 'CancelSubscription',
    accountId,
    parameters: { when: 'now' },
    command: { when: 'now', reason: 'the account is closed' },
    decide: cancelSubscription,
    refused: {
      'no-live-subscription': ends('it has ended already'),
      'subscription-incomplete': ends('it is canceled now, not at the end of a period'),
    },
  });
}
