import type { ProjectedEvent } from '@ledgerline/platform/projections';
import type { Reaction } from '@ledgerline/platform/reactions';
import type {
  SubscriptionCanceled,
  SubscriptionNeverPaid,
} from '../../domain/subscription/subscription-events';
import { invoiceIdOfCharge } from '../../invoicing/invoice-ids';
import { voidInvoiceStep } from '../../invoicing/invoice-steps';

/** What is open when a subscription ends is not to be paid any more; its invoice keeps its number. */
export const voidInvoiceWhenSubscriptionEnds: Reaction = {
  name: 'void-invoice-when-subscription-ends',
  on: { SubscriptionCanceled: voiding, SubscriptionNeverPaid: voiding },
};

function voiding(event: ProjectedEvent) {
  const { accountId, unpaidCharge } = (event as ProjectedEvent<SubscriptionCanceled | SubscriptionNeverPaid>)
    .data;
  if (unpaidCharge === null) return [];
  const invoiceId = invoiceIdOfCharge(unpaidCharge);
  return [voidInvoiceStep({ invoiceId, accountId, reason: 'the subscription ended unpaid' })];
}
