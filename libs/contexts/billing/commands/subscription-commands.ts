import type { RegisteredCommand } from '@ledgerline/platform/commands';
import type { BillingParts } from '../billing-parts';
import { subscriptionFamily } from '../subscription-family';
import { activateSubscriptionSlice } from './activate-subscription/activate-subscription.http';
import { cancelSubscriptionSlice } from './cancel-subscription/cancel-subscription.http';
import { changePlanSlice } from './change-plan/change-plan.http';
import { resumeSubscriptionSlice } from './resume-subscription/resume-subscription.http';
import { retryChargeSlice } from './retry-charge/retry-charge.http';
import { startSubscriptionSlice } from './start-subscription/start-subscription.http';
import { undoPlanChangeSlice } from './undo-plan-change/undo-plan-change.http';

/** The commands of people on subscriptions. */
export function subscriptionCommands({
  catalogs,
}: Pick<BillingParts, 'catalogs'>): readonly RegisteredCommand[] {
  const family = subscriptionFamily(catalogs);
  return [
    activateSubscriptionSlice,
    cancelSubscriptionSlice,
    changePlanSlice({ catalogs }),
    resumeSubscriptionSlice,
    retryChargeSlice,
    startSubscriptionSlice({ catalogs }),
    undoPlanChangeSlice,
  ].map((slice) => ({ family, slice }));
}
