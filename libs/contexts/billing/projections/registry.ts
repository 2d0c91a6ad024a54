import type { Projection } from '@ledgerline/platform/projections';
import { invoices } from './invoices/invoices';
import { subscriptions } from './subscriptions/subscriptions';

/** The read models of the billing context. A new one is its folder and one line here. */
export const billingProjections: readonly Projection[] = [invoices, subscriptions];
