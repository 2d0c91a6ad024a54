import type { DueSource } from '@ledgerline/platform/reactions';
import type { BillingParts } from './billing-parts';

/** What falls due by itself in the streams of the billing context. */
export function billingDueSources(_parts: BillingParts): readonly DueSource[] {
  return [];
}
