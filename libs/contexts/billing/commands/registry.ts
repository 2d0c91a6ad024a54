import type { RegisteredCommand } from '@ledgerline/platform/commands';
import type { BillingParts } from '../billing-parts';

/** Every command of the billing context: a new one is one folder and one line here. */
export function billingCommands(_parts: BillingParts): readonly RegisteredCommand[] {
  return [];
}
