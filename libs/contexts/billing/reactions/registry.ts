import type { Reaction } from '@ledgerline/platform/reactions';
import type { BillingParts } from '../billing-parts';
import { invoicingReactions } from '../invoicing/invoicing-reactions';
import { takeBackCreditsWhenOrderRefunded } from './take-back-credits-when-order-refunded/take-back-credits-when-order-refunded';

/** Every reaction of the billing context: a new one is one folder and one line here. */
export function billingReactions(parts: BillingParts): readonly Reaction[] {
  return [...invoicingReactions(parts), takeBackCreditsWhenOrderRefunded(parts)];
}
