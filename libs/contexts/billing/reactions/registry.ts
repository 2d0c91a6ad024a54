import type { Reaction } from '@ledgerline/platform/reactions';
import type { BillingParts } from '../billing-parts';

/** Every reaction of the billing context: a new one is one folder and one line here. */
export function billingReactions(_parts: BillingParts): readonly Reaction[] {
  return [];
}
