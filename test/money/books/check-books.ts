import type { Books, Log } from './facts';
import { checkInvoices } from './invoices';
import { checkOrders } from './orders';
import { reconcile } from './reconciliation';
import { checkReferrals } from './referrals';
import { checkSubscriptions } from './subscriptions';

/**
 * Everything that must hold of money once all is done, asked of the raw facts alone: no state, decision or
 * fold of the product has a say. Answers what is wrong, in sentences.
 */
export function checkBooks(books: Books): readonly string[] {
  return [
    ...checkLog(books),
    ...reconcile(books),
    ...books.waiting.map(({ reaction, state, reason }) => `${reaction} is ${state}: ${reason}`),
  ];
}

/** The same of the log alone, where nobody can look into the bank's books. */
export function checkLog(log: Log): readonly string[] {
  return [checkOrders, checkInvoices, checkSubscriptions, checkReferrals].flatMap((check) => check(log));
}
