import { accept, Decision, noEffect, refuse, Timestamp } from '@ledgerline/kernel';
import type { InvoiceEvent } from '../../domain/invoice/invoice-events';
import { InvoiceState, isDrafted } from '../../domain/invoice/invoice-state';

export interface VoidInvoice {
  readonly invoiceId: string;
  readonly accountId: string;
  readonly reason: string;
}

/** Nobody is to pay it any more; what was paid is given back by its order, not by this. */
export function voidInvoice(
  { invoiceId, accountId, reason }: VoidInvoice,
  state: InvoiceState,
  { now }: { readonly now: Timestamp },
): Decision<InvoiceEvent> {
  if (!isDrafted(state) || state.draft.accountId !== accountId) {
    return refuse('invoice-not-found', { invoiceId });
  }
  if (state.payment) return refuse('invoice-paid', { invoiceId });
  if (state.isVoid) return noEffect('void-already');

  return accept({ type: 'InvoiceVoided', data: { invoiceId, reason, voidedAt: now } });
}
